#!/usr/bin/env node
// Linters of prose, as filters: node prose.mjs harper.js|write-good|alex < drafts.jsonl > scores.jsonl
// Noticed: it remarks on anything. Score: remarks a word, for all families alike.

import { createInterface } from 'node:readline';

const remarks = await {
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
}[process.argv[2]]();

for await (const line of createInterface({ input: process.stdin })) {
  const { text } = JSON.parse(line);
  const count = await remarks(text);
  const words = text.match(/\S+/gu)?.length ?? 1;
  process.stdout.write(`${JSON.stringify({ score: count / words, noticed: count > 0 })}\n`);
}
