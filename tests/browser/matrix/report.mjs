// A reporter of node's test runner: which rows of the matrix passed in which browser, as JSON.

/** @param {AsyncIterable<{type: string, data: {name: string, nesting: number}}>} events */
export default async function* report(events) {
  /** @type {Record<string, Record<string, boolean>>} */
  const passed = {};
  let browser = '';
  for await (const { type, data } of events) {
    const [, name] = /^composer, (.+)$/.exec(data.name ?? '') ?? [];
    if (type === 'test:start' && data.nesting === 0 && name) browser = name;
    if (data.nesting === 1 && browser && (type === 'test:pass' || type === 'test:fail')) (passed[browser] ??= {})[data.name] = type === 'test:pass';
  }
  yield JSON.stringify(passed);
}
