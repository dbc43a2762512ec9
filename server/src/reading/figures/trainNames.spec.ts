import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS } from './trainNames.js';

const ROOT = join(__dirname, '../../../..');

/** What the built trainer answers, in a process of its own: under the test runner's transform it takes minutes. */
function trainer<T>(call: string): T {
  const program = `import * as trainer from './server/dist/reading/figures/trainNames.js'; process.stdout.write(JSON.stringify(trainer.${call}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, encoding: 'utf8' })) as T;
}

describe('the model of names', () => {
  it('is made from the prior and the labelled text byte by byte', () => {
    expect(trainer<string>("train('.')")).toBe(readFileSync(join(ROOT, WEIGHTS), 'utf8'));
  });

  it('learns from the labelled names what it can say of names that it has not seen', () => {
    const { figures } = trainer<{ figures: string }>("learn('.', [])");
    const [, right, exact] = /\((\S+)\), to the letter (\S+)/.exec(figures)!;
    expect(Number(right)).toBeGreaterThanOrEqual(0.85);
    expect(Number(exact)).toBeGreaterThanOrEqual(0.6);
  });
});
