// A table of what ships, raw and as brotli -q 11: node sizes.mjs FILE...

import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
const row = (name, raw, brotli) => console.log(`${name.padEnd(44)}${raw}${brotli}`);

row('file', 'raw'.padStart(11), 'brotli'.padStart(11));
for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  row(path, kB(bytes.length), path.endsWith('.zip') ? ''.padStart(11) : kB(packed.length));
}
