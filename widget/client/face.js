/**
 * A picture, or an initial where there is none or it cannot be loaded.
 * @param {{name: string, photo?: string}} face
 * @param {string} [base] what the picture's address is relative to
 */
export function faceNode({ name, photo }, base = location.href) {
  const face = document.createElement("span");
  face.className = "face";
  face.ariaHidden = "true";
  face.append([...name][0] ?? "");
  if (!photo) return face;
  const picture = Object.assign(document.createElement("img"), { src: new URL(photo, base).href, alt: "" });
  picture.onerror = () => picture.remove();
  face.append(picture);
  return face;
}

