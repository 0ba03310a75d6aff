// Lines of the size table, raw and as brotli -q 11: node sizes.mjs FILE...

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** How many bytes a file has when a store or a server packs it. @param {Buffer} bytes */
export function brotli(bytes) {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

const files = process.argv[1] === fileURLToPath(import.meta.url) ? process.argv.slice(2) : [];
for (const path of files) {
  const bytes = readFileSync(path);
  const packed = path.endsWith('.zip') ? '' : `${kB(brotli(bytes))} brotli`;
  console.log((path.padEnd(40) + kB(bytes.length).padStart(12) + packed.padStart(20)).trimEnd());
}
