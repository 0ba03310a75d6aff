#!/usr/bin/env node
// Linters of prose, as filters: node prose.mjs harper.js|write-good|alex < drafts.jsonl > scores.jsonl
// Noticed: it remarks on anything. Score: remarks a word, for all families alike.

import { createInterface } from 'node:readline';
import { LINTERS } from './linters.mjs';

const remarks = await LINTERS[process.argv[2]]();

for await (const line of createInterface({ input: process.stdin })) {
  const { text } = JSON.parse(line);
  const count = await remarks(text);
  const words = text.match(/\S+/gu)?.length ?? 1;
  process.stdout.write(`${JSON.stringify({ score: count / words, noticed: count > 0 })}\n`);
}
