import { join } from 'node:path';
import { pairUnits, score } from './score.js';
import { goldPairs, passagePairs } from './scoreCommand.js';

const ROOT = join(__dirname, '../../..');

describe('score', () => {
  const unit = { start: 0, end: 10, kind: 'measure' as const };

  it('pairs units by overlap, best first, one to one', () => {
    expect(
      pairUnits(
        [unit, { ...unit, start: 10, end: 20 }],
        [
          { ...unit, start: 9, end: 20 },
          { ...unit, end: 9 },
        ],
      ),
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('counts a wrong kind as met but not right', () => {
    const s = score([{ name: 'x', gold: [unit], read: [{ ...unit, kind: 'target' }] }]);
    expect(s.kindAccuracyOfMatched).toBe(0);
    expect(s.rows.measure).toMatchObject({ gold: 1, predicted: 0, right: 0, f1: 0 });
  });

  it('asks names of indicators to share half of their length', () => {
    const i = { op: '=', value: 90, unit: '%', name: '县域就诊率' };
    const s = score([{ name: 'x', gold: [{ ...unit, indicators: [i] }], read: [{ ...unit, indicators: [{ ...i, name: '住院率' }] }] }]);
    expect([s.rows.indicators!.f1, s.rows.indicators_named!.f1]).toEqual([1, 0]);
  });
});

describe('quality of the reading', () => {
  const FLOORS: [string, number][] = [
    ['measure', 0.95],
    ['indicators', 0.93],
    ['indicators_named', 0.85],
    ['deadline', 0.95],
    ['phases', 0.9],
    ['lead', 0.86],
    ['support', 0.85],
  ];
  const seeds = score(goldPairs(ROOT));
  const passages = score(passagePairs(ROOT));

  it.each(FLOORS)('%s on the five seed documents is at least %d', (field, floor) =>
    expect(seeds.rows[field]!.f1).toBeGreaterThanOrEqual(floor),
  );
  it('tells the kinds apart on the seed documents', () => expect(seeds.macroF1).toBeGreaterThanOrEqual(0.9));

  it.each(FLOORS)('%s on the passages of other styles is at least %d', (field, floor) =>
    expect(passages.rows[field]!.f1).toBeGreaterThanOrEqual(floor),
  );
  it('tells the kinds apart on the passages', () => expect(passages.macroF1).toBeGreaterThanOrEqual(0.9));
  it('has at least 150 labelled units in the passages', () => {
    const rows = passages.rows;
    expect(rows.measure!.gold + rows.target!.gold + rows.achievement!.gold).toBeGreaterThanOrEqual(150);
  });
});
