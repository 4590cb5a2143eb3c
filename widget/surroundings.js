// What the stages hand on to each other: types only, nothing to run.

/**
 * @typedef {object} Config what the server says about an inbox
 * @property {{name: string, color: string, greeting: string}} inbox
 * @property {string} locale
 * @property {"ltr" | "rtl"} dir
 * @property {import("./words.js").Words} words
 * @property {string[]} starters
 * @property {import("./client/frames.js").VisitorState} state
 * @property {import("./client/frames.js").AgentCard[]} team
 */

/**
 * @typedef {object} Surroundings what the launcher hands over
 * @property {HTMLElement} host
 * @property {ShadowRoot} root
 * @property {HTMLButtonElement} button
 * @property {string} base
 * @property {string} inbox
 * @property {string} [colorScheme]
 */

export {};
