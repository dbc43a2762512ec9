import { paragraphsOf } from './layout.js';
import type { Run } from './lines.js';
import type { Ruling } from './rulings.js';
import { withoutStruck } from './struck.js';

const SIZE = 10;
const run = (text: string, x: number, y = 100): Run => ({ x, y, width: text.length * SIZE, size: SIZE, text });
const level = (at: number, from: number, to: number): Ruling => ({ axis: 'y', at, from, to });
const upright = (at: number, from: number, to: number): Ruling => ({ axis: 'x', at, from, to });
/** What is left of words that begin at 50 and stand on a baseline at 100, with these lines drawn. */
const left = (rulings: Ruling[], ...runs: Run[]) => {
  const { page, count } = withoutStruck({ width: 600, height: 800, runs: runs.length > 0 ? runs : [run('建立旧的会商机制', 50)] }, rulings);
  return [paragraphsOf([page]).join('\n'), count];
};

describe('a line drawn through words', () => {
  it.each<[string, Ruling[], string]>([
    ['through the middle of two characters', [level(96.5, 70, 90)], '建立会商机制'],
    ['twice', [level(96.8, 70, 90), level(95, 70, 90)], '建立会商机制'],
    ['through all of the first', [level(96.5, 50, 70)], '旧的会商机制'],
  ])('%s: they are gone, and what stood around them stands together', (_, rulings, text) => {
    expect(left(rulings)).toEqual([text, 1]);
  });

  it.each<[string, Ruling[]]>([
    ['below them', [level(101.5, 70, 90)]],
    ['above them', [level(91, 70, 90)]],
    ['through the middle, but going on where there are no words', [level(96.5, 20, 300)]],
    ['of a frame that other lines meet', [level(96.5, 50, 130), upright(50, 80, 120), upright(130, 80, 120)]],
    ['beside them', [level(96.5, 140, 180)]],
  ])('%s: they stay', (_, rulings) => {
    expect(left(rulings)).toEqual(['建立旧的会商机制', 0]);
  });

  it('through a whole line: it is gone; the frame of a table is left to the table', () => {
    expect(left([level(96.5, 50, 130)], run('旧的一条全部作废', 50), run('新的一条', 50, 120))).toEqual(['新的一条', 1]);
    const frame = [level(80, 40, 300), level(140, 40, 300)];
    expect(withoutStruck({ width: 600, height: 800, runs: [run('旧的', 50)] }, [...frame, level(96.5, 50, 70)]).rulings).toEqual(frame);
  });
});
