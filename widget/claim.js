const HOLDS_MS = 60_000;
const AT_MOST_MS = 3_000;
const CLAIMS = "claims";

/**
 * @typedef {object} Claim
 * @property {string} name
 * @property {string} proposal
 * @property {string | null} [refused] a value that has proved worthless
 */

/**
 * Which of several tabs' proposals is everybody's: the first one of the last minute. Tabs see each other's writes to
 * localStorage late, even under a lock, so the decision lies where only one of them can be first: in a transaction of IndexedDB,
 * or in the browser's list of locks where the database is forbidden or does not answer. A minute later every tab
 * sees what was stored.
 * @param {Claim} claimed
 * @returns {Promise<string>} the proposal itself where a browser has neither
 */
export const claim = (claimed) =>
  inTime(byDatabase(claimed))
    .catch(() => inTime(byLocks(claimed)))
    .catch(() => claimed.proposal);

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
const inTime = (promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, AT_MOST_MS))]);

/** @param {Claim} claimed @returns {Promise<string>} */
async function byDatabase({ name, proposal, refused }) {
  const opening = indexedDB.open("warmline");
  opening.onupgradeneeded = () => opening.result.createObjectStore(CLAIMS);
  const database = await resultOf(opening);
  const claims = database.transaction(CLAIMS, "readwrite").objectStore(CLAIMS);
  const { value, at = 0 } = (await resultOf(claims.get(name))) ?? {};
  const isOver = !value || value === refused || Math.abs(Date.now() - at) > HOLDS_MS;
  if (isOver) await resultOf(claims.put({ value: proposal, at: Date.now() }, name));
  database.close();
  return isOver ? proposal : value;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const resultOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * One tab at a time looks whether another one holds a lock that is named after its proposal, and else takes one itself.
 * @param {Claim} claimed @returns {Promise<string>}
 */
const byLocks = async ({ name, proposal, refused }) =>
  navigator.locks.request(name, async () => {
    const { held = [] } = await navigator.locks.query();
    const values = held.map((lock) => lock.name ?? "").filter((lock) => lock.startsWith(`${name}=`));
    const [value] = values.map((lock) => lock.slice(name.length + 1)).filter((one) => one !== refused);
    if (!value) await hold(`${name}=${proposal}`);
    return value ?? proposal;
  });

/** @param {string} name @returns {Promise<void>} when the lock is held; it is let go a minute later, or with the page */
const hold = (name) =>
  new Promise((isHeld) => {
    navigator.locks.request(name, () => {
      isHeld();
      return new Promise((letGo) => setTimeout(letGo, HOLDS_MS));
    });
  });
