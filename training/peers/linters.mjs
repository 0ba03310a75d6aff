// Linters of prose that people can install today: how many remarks each makes on a text.

/** @type {Record<string, () => Promise<(text: string) => number | Promise<number>>>} */
export const LINTERS = {
  async 'harper.js'() {
    const { LocalLinter } = await import('harper.js');
    const { binary } = await import('harper.js/binary');
    const linter = new LocalLinter({ binary });
    await linter.setup();
    return async (text) => (await linter.lint(text, { language: 'plaintext' })).length;
  },
  async 'write-good'() {
    const { default: check } = await import('write-good');
    return (text) => check(text).length;
  },
  async alex() {
    const { text: check } = await import('alex');
    return (text) => check(text).messages.length;
  },
};
