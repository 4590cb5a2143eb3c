/** A letter with its marks, a flag, or an emoji with all that is joined to it. */
const FIRST = /^(?:\p{RI}{2}|.[\p{M}\p{EMod}]*(?:\u200D.[\p{M}\p{EMod}]*)*)/u;

/** What people see a name begin with. @param {string} name */
export const initialOf = (name) => FIRST.exec(name)?.[0] ?? "";

/**
 * A picture, or an initial where there is none or it cannot be loaded.
 * @param {{name: string, photo?: string}} face
 * @param {string} [base] what the picture's address is relative to
 */
export function faceNode({ name, photo }, base = location.href) {
  const face = document.createElement("span");
  face.className = "face";
  face.ariaHidden = "true";
  face.append(initialOf(name));
  if (!photo) return face;
  const picture = Object.assign(document.createElement("img"), { src: new URL(photo, base).href, alt: "" });
  picture.onerror = () => picture.remove();
  face.append(picture);
  return face;
}

