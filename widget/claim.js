const HOLDS_MS = 60_000;
const CLAIMS = "claims";

/**
 * Which of several tabs' proposals is everybody's: the first one of the last minute. Tabs see each other's writes to
 * localStorage late, even under a lock; a transaction of IndexedDB is the one thing in a browser that
 * only one of them can win. A minute later every tab sees what was stored.
 * @param {string} name
 * @param {string} proposal
 * @param {string | null} [refused] a claim that has proved worthless
 * @returns {Promise<string>} the proposal itself where a browser has no such storage
 */
export function claim(name, proposal, refused) {
  return new Promise((resolve) => {
    const giveUp = () => resolve(proposal);
    try {
      const opening = indexedDB.open("warmline");
      opening.onupgradeneeded = () => opening.result.createObjectStore(CLAIMS);
      opening.onerror = giveUp;
      opening.onsuccess = () => decide(opening.result, name, proposal, refused).then(resolve, giveUp);
    } catch {
      giveUp();
    }
  });
}

/** @param {IDBDatabase} database @param {string} name @param {string} proposal @param {string | null} [refused] @returns {Promise<string>} */
function decide(database, name, proposal, refused) {
  return new Promise((resolve, reject) => {
    let winner = proposal;
    const transaction = database.transaction(CLAIMS, "readwrite");
    const claims = transaction.objectStore(CLAIMS);
    const found = claims.get(name);
    found.onsuccess = () => {
      const { value, at = 0 } = found.result ?? {};
      if (value && value !== refused && Math.abs(Date.now() - at) < HOLDS_MS) winner = value;
      else claims.put({ value: proposal, at: Date.now() }, name);
    };
    transaction.oncomplete = () => resolve(winner);
    transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}
