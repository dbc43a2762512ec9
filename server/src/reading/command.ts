import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { UnreadableFile } from './formats/decode.js';
import { readDocument } from './formats/index.js';
import { jsonLines, plainText } from './print.js';
import { readPlan } from './read.js';

const USAGE = '用法:npm run -s read -- 文件 [--format jsonl|text] [--explain]';

/** Wrong use of the command; the message is for the person at the keyboard. */
class Misuse extends Error {}

async function main(): Promise<void> {
  const { file, format, explain } = options();
  const { text } = await readDocument(load(file), basename(file));
  const reading = readPlan(text, explain);
  process.stdout.write(format === 'jsonl' ? jsonLines(reading, basename(file), explain) : plainText(reading, explain));
}

function options(): { file: string; format: string; explain: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, explain: { type: 'boolean', default: false } },
    });
    if (positionals.length === 1 && ['jsonl', 'text'].includes(values.format)) return { file: positionals[0]!, ...values };
  } catch {
    // an unknown option: the usage below says which there are
  }
  throw new Misuse(USAGE);
}

function load(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new Misuse(`无法打开文件“${file}”:文件不存在,或没有读取权限。请检查路径后重试。`);
  }
}

// a reader that closes the pipe early (head) is no error
process.stdout.on('error', () => process.exit(0));

try {
  await main();
} catch (error) {
  if (!(error instanceof UnreadableFile || error instanceof Misuse)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
