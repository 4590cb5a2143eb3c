// Prints each finished test of `node --test` as one JSON line, for test_modules.py.

/** @param {AsyncIterable<{type: string, data: any}>} source */
export default async function* reporter(source) {
  for await (const { type, data } of source) {
    if (type === "test:pass" || type === "test:fail") yield `${JSON.stringify(describe(type, data))}\n`;
  }
}

function describe(type, data) {
  return {
    name: data.name,
    passed: type === "test:pass",
    skipped: Boolean(data.skip || data.todo),
    message: failureText(data.details?.error),
  };
}

function failureText(error) {
  const cause = error?.cause ?? error;
  return cause ? String(cause.stack ?? cause.message ?? cause) : "";
}
