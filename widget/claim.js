const HOLDS_MS = 60_000;
const AT_MOST_MS = 10_000;
const CLAIMS = "claims";

/**
 * Which of several tabs' proposals is everybody's: the first one of the last minute. Tabs see each other's writes to
 * localStorage late, even under a lock; a transaction of IndexedDB is the one thing in a browser that
 * only one of them can win. A minute later every tab sees what was stored.
 * @param {string} name
 * @param {string} proposal
 * @param {string | null} [refused] a claim that has proved worthless
 * @returns {Promise<string>} the proposal itself where a browser has no such storage, or where it hangs
 */
export const claim = (name, proposal, refused) =>
  Promise.race([
    decide(name, proposal, refused).catch(() => proposal),
    new Promise((resolve) => setTimeout(resolve, AT_MOST_MS, proposal)),
  ]);

/** @param {string} name @param {string} proposal @param {string | null} [refused] @returns {Promise<string>} */
async function decide(name, proposal, refused) {
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
