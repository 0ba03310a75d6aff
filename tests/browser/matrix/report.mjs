// A reporter of node's test runner: which rows of the matrix passed in which browser, as JSON.

/** @param {AsyncIterable<{type: string, data: {name: string, nesting: number}}>} events */
export default async function* report(events) {
  /** @type {Record<string, Record<string, boolean>>} */
  const passed = {};
  let browser = '';
  // A step that is expected to fail does not fail its row.
  let failed = false;
  for await (const { type, data } of events) {
    const [, name] = /^composer, (.+)$/.exec(data.name ?? '') ?? [];
    if (type === 'test:start' && data.nesting === 0 && name) browser = name;
    if (!browser || (type !== 'test:pass' && type !== 'test:fail')) continue;
    failed ||= type === 'test:fail';
    if (data.nesting !== 1) continue;
    (passed[browser] ??= {})[data.name] = !failed;
    failed = false;
  }
  yield JSON.stringify(passed);
}
