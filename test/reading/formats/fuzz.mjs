// `node test/reading/formats/fuzz.mjs [rounds]`: every fixture with bytes changed, cut out or cut off must be read or refused, never anything else. Prints what broke and the slowest (time of the processor).
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDocument, UnreadableFile } from '../../../server/dist/reading/index.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const rounds = Number(process.argv[2] ?? 10);
let seed = 20261122;
/** A number below `limit`, the same in each run. */
const random = limit => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
};

function mutate(bytes) {
  const changed = Buffer.from(bytes);
  if (random(4) === 0) return changed.subarray(0, random(changed.length));
  if (random(4) === 0) return Buffer.concat([changed.subarray(0, random(changed.length)), changed.subarray(random(changed.length))]);
  for (let n = 1 + random(20); n > 0; n--) changed[random(changed.length)] = random(256);
  return changed;
}

let broken = 0;
let slowest = { ms: 0, name: '' };
const outcomes = {};
for (const name of readdirSync(here).filter(file => /\.(?:docx|doc|pdf|ofd|xlsx|html)$/.test(file) && !file.startsWith('002'))) {
  const bytes = readFileSync(here + name);
  for (let n = 0; n < rounds; n++) {
    const began = process.cpuUsage();
    let outcome = 'read';
    try {
      await readDocument(mutate(bytes), name);
    } catch (error) {
      outcome = error instanceof UnreadableFile ? error.code : 'BROKEN';
      if (outcome === 'BROKEN') console.log(name, ++broken, error);
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const ms = Math.round(process.cpuUsage(began).user / 1000);
    if (ms > slowest.ms) slowest = { ms, name: `${name} round ${n}` };
  }
}
console.log(JSON.stringify({ outcomes, slowest }));
process.exitCode = broken > 0 ? 1 : 0;
