const AGAIN_AFTER_MS = 5_000;

/** @typedef {import("./talk.js").Talk} Talk */

/**
 * The third stage, loaded with the first letter that is written; until it is here, what was written stays in the composer.
 * @param {import("./panel.js").Panel} panel
 */
export function makeStage(panel) {
  /** @type {Promise<Talk | null> | null} */
  let loading = null;
  let attempts = 0;

  /** A browser remembers a failed import, so another attempt needs another address. */
  const load = () =>
    (loading ??= import("./" + "{{talk}}" + (attempts++ ? "?" + attempts : "")).then(
      ({ Talk }) => (stage.talk = new Talk(panel)),
      () => (loading = null),
    ));

  /** @param {string} text @returns {boolean} whether it was taken */
  const send = (text) => {
    if (stage.talk) stage.talk.say(text);
    else load().then((talk) => (talk ? panel.composer.submit() : wait()));
    return Boolean(stage.talk);
  };
  /** @param {string} text a starter: it goes by itself, whatever stands in the composer */
  const ask = (text) =>
    load().then((talk) => {
      if (talk) return talk.say(text);
      panel.composer.add(text);
      wait();
    });
  const wait = () => {
    panel.notice.textContent = panel.config.words.offline ?? "";
    setTimeout(() => panel.composer.submit(), AGAIN_AFTER_MS);
  };
  const stage = { talk: /** @type {Talk | null} */ (null), load, send, ask };
  return stage;
}
