import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS } from './train.js';

const ROOT = join(__dirname, '../../../..');

/** What the built trainer answers, in a process of its own: under the test runner's transform it takes minutes. */
function trainer<T>(call: string): T {
  const program = `import * as trainer from './server/dist/reading/kinds/train.js'; process.stdout.write(JSON.stringify(trainer.${call}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, encoding: 'utf8' })) as T;
}

describe('the model of kinds', () => {
  it('is made from the prior and the labelled text byte by byte', () => {
    expect(trainer<string>("train('.')")).toBe(readFileSync(join(ROOT, WEIGHTS), 'utf8'));
  });

  it('learns from the labelled text what it can say of text that it has not seen', () => {
    const { prior, figures } = trainer<{ prior: string; figures: string }>("learn('.', [])");
    expect(Buffer.from(JSON.parse(prior).first, 'base64').some(byte => byte !== 0)).toBe(true);
    const [training] = figures.split('\n\n');
    const f1 = (name: string): number => Number(new RegExp(`^${name} +\\S+ +\\S+ +(\\S+)`, 'm').exec(training!)![1]);
    expect(f1('measure')).toBeGreaterThanOrEqual(0.87);
    expect(Number(/macro F1 of kinds (\S+);/.exec(training!)![1])).toBeGreaterThanOrEqual(0.85);
    expect(Number(/confidence >= 0.9: .*\((\S+)\)/.exec(training!)![1])).toBeGreaterThanOrEqual(0.95);
  });
});
