/**
 * An element with its properties and children; nothing here takes markup.
 * @template {"bdi" | "button" | "dialog" | "div" | "form" | "h2" | "header" | "p" | "span" | "textarea"} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}
