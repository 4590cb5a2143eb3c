"""What is put into the console's page and into its worker to measure there; nothing of it is part of the product."""

LONGEST_TURN = """
() => {
  const { port1, port2 } = new MessageChannel();
  let last = 0;
  self.longest = () => { const found = self.worst; self.worst = 0; last = performance.now(); return found; };
  port1.onmessage = () => {
    const now = performance.now();
    self.worst = Math.max(self.worst, now - last);
    last = now;
    port2.postMessage(0);
  };
  self.longest();
  port2.postMessage(0);
}
"""
"""``longest()``: the longest that the page's thread kept others waiting since it was asked last."""

SLOW_WORKER = """
(slowdown) => {
  const later = self.setTimeout.bind(self);
  let waiting = () => {};
  self.taken = [];
  self.setTimeout = (run, ms) => later(() => {
    const began = performance.now();
    run();
    const end = performance.now() + (slowdown - 1) * (performance.now() - began);
    while (performance.now() < end);
    self.taken.push(performance.now() - began);
    waiting();
  }, ms);
  self.until = (count) => new Promise((done, fail) => {
    waiting = () => self.taken.length >= count && done();
    later(fail, 20_000, new Error("the coach did not read the draft"));
    waiting();
  });
}
"""
"""Each task of the worker takes so many times as long; ``taken`` has how long, ``until(count)`` waits for so many."""

PAINTED = """
() => {
  const { port1, port2 } = new MessageChannel();
  let pressed = 0, typed = "", waiting = () => {};
  Object.assign(self, { painted: [] });
  port1.onmessage = ({ data }) => { painted.push(performance.now() - data); waiting(); };
  self.until = (count) => new Promise((done, fail) => {
    waiting = () => painted.length >= count && done();
    setTimeout(fail, 20_000, new Error(`nothing was painted for “${typed}”`));
    waiting();
  });
  addEventListener("keydown", ({ timeStamp }) => { pressed = timeStamp; }, true);
  addEventListener("input", ({ target }) => { typed = target.value; }, true);
  const find = (selector) => document.querySelector(selector);
  const isDrawn = () => find(".mirror").textContent.startsWith(typed) && (typed[0] !== "/" || isFound(typed.slice(1)));
  const isFound = (letters) => find("[role=option]") && find(".picker-head").textContent.includes(letters);
  new MutationObserver(() => {
    if (!pressed || !typed || !isDrawn()) return;
    requestAnimationFrame(() => port2.postMessage(pressed) ?? (pressed = 0));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""
"""``painted``: from each key to the painted frame with its letter and the rows for it; ``until(count)`` waits."""
