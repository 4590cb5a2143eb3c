/**
 * @param {"localStorage" | "sessionStorage"} kind
 * @returns {Storage | undefined} nothing where the browser forbids storage altogether
 */
export function browserStorage(kind) {
  try {
    return globalThis[kind];
  } catch {
    return undefined;
  }
}

/**
 * Small values under one prefix, shared by all tabs of a site. Best effort: where storage is full or
 * forbidden, nothing is kept and nothing fails, so whoever uses it holds its own copy.
 */
export class Store {
  /** @param {string} prefix @param {Storage} [storage] */
  constructor(prefix, storage = browserStorage("localStorage")) {
    this.prefix = prefix;
    this.storage = storage;
  }

  /** @param {string} name @returns {any} */
  get(name) {
    try {
      return JSON.parse(this.storage?.getItem(this.prefix + name) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {any} [value] nothing removes it */
  set(name, value) {
    try {
      if (value == null) this.storage?.removeItem(this.prefix + name);
      else this.storage?.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      // Full: the caller's own copy goes on, and this page still works.
    }
  }

  /** @param {string} start @returns {string[]} the names that begin so */
  names(start) {
    const whole = this.prefix + start;
    const found = Object.keys(this.storage ?? {}).filter((key) => key.startsWith(whole));
    return found.map((key) => key.slice(this.prefix.length));
  }

  /**
   * Hear what other tabs change.
   * @param {(name: string) => void} listener
   */
  onChange(listener) {
    addEventListener("storage", ({ key }) => {
      if (key?.startsWith(this.prefix)) listener(key.slice(this.prefix.length));
    });
  }
}
