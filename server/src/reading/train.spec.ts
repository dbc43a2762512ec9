import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEIGHTS } from './train.js';

const ROOT = join(__dirname, '../../..');
/** The built trainer in a process of its own: under the test runner's transform it takes minutes. */
const TRAIN = `import { train } from './server/dist/reading/train.js'; process.stdout.write(JSON.stringify(train('.')));`;

describe('the model of kinds', () => {
  it('is made from the labelled text byte by byte, and its cross-validated figures hold', () => {
    const { weights, figures } = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', TRAIN], { cwd: ROOT, encoding: 'utf8' }),
    ) as { weights: string; figures: string };
    expect(weights).toBe(readFileSync(join(ROOT, WEIGHTS), 'utf8'));
    const [training] = figures.split('\n\n');
    const f1 = (name: string): number => Number(new RegExp(`^${name} +\\S+ +\\S+ +(\\S+)`, 'm').exec(training!)![1]);
    expect(f1('measure')).toBeGreaterThanOrEqual(0.87);
    expect(Number(/macro F1 of kinds (\S+);/.exec(training!)![1])).toBeGreaterThanOrEqual(0.85);
    expect(Number(/confidence >= 0.9: .*\((\S+)\)/.exec(training!)![1])).toBeGreaterThanOrEqual(0.95);
  });
});
