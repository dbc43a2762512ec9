import { words } from '../words/text.js';
import { figures } from './figures.js';
import { spans, surest } from './nameModel.js';
import { runsAround } from './nameSpans.js';
import { groupsOf, sharedOut } from './names.js';

const text = '开展送医(药)下乡活动,石桥镇、柳河镇的签约率分别达到91%、85%';
const [group] = groupsOf(figures(text));
const runs = runsAround(text, group!, () => 0);

describe('where a name can stand', () => {
  const all = spans(text, runs, 1, Infinity).map(s => text.slice(runs[s.run]!.from + s.begin, runs[s.run]!.from + s.end));

  it('is any stretch between commas and figures', () => {
    expect(all).toEqual(expect.arrayContaining(['签约率', '石桥镇、柳河镇的签约率', '送医(药)下乡活动']));
    expect(all.filter(s => /[,\d]/.test(s))).toEqual([]);
  });
  it('closes the brackets that it opens, and does not begin or end with a particle', () =>
    expect(all.filter(s => /^[的、)]|[的、和(]$|^[^(]*\)|\([^)]*$/.test(s))).toEqual([]));
});

describe('the surest of several', () => {
  const span = (begin: number, end: number, score: number) => ({ run: 0, begin, end, score });

  it('is the likeliest where nothing else shares half with it', () =>
    expect(surest([span(0, 4, 1), span(8, 12, 0.5)])).toEqual(span(0, 4, 1)));
  it('is the one that others that are nearly as likely share half with', () =>
    expect(surest([span(0, 4, 1), span(8, 12, 0.9), span(8, 13, 0.8), span(7, 12, 0.7)])).toEqual(span(8, 12, 0.9)));
  it('is none of none', () => expect(surest([])).toBeNull());
});

describe('figures side by side', () => {
  const at = (name: string): [number, number] => [text.indexOf(name), text.indexOf(name) + name.length];

  it('share out what names as many as they are', () =>
    expect(sharedOut(words(text, text, 0, text.length), group!, at('石桥镇、柳河镇的签约率'))).toEqual([
      ['石桥镇的签约率'],
      ['柳河镇的签约率'],
    ]));
  it('all have the one name that there is', () =>
    expect(sharedOut(words(text, text, 0, text.length), group!, at('签约率'))).toEqual([['签约率'], ['签约率']]));
});
