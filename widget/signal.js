const PATIENCE_MS = 5_000;

/**
 * Tell when nothing gets through: at once when the browser says so, and otherwise only after a while,
 * because most gaps close before anybody notices.
 * @param {() => boolean} isReady
 * @param {() => void} onChange
 */
export function watchSignal(isReady, onChange) {
  let lostAt = 0;
  addEventListener("offline", onChange);
  return () => {
    if (isReady()) lostAt = 0;
    else if (!lostAt) {
      lostAt = Date.now();
      setTimeout(onChange, PATIENCE_MS + 1);
    }
    return !navigator.onLine || (lostAt > 0 && Date.now() - lostAt > PATIENCE_MS);
  };
}
