/** Desktop notifications: only on request, only when nobody looks at this window, and never with more than the list shows. */

/** Ask the person behind the screen. @returns {Promise<boolean>} */
export async function askToNotify() {
  if (!("Notification" in window)) return false;
  return (await Notification.requestPermission()) === "granted";
}

/** @param {import("../types.js").Row} row @param {string} name @param {() => void} onClick */
export function notifyDesktop(row, name, onClick) {
  if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
  const notification = new Notification(name, { body: row.last_text, tag: `conversation-${row.id}`, silent: true });
  notification.onclick = () => {
    window.focus();
    notification.close();
    onClick();
  };
}
