import english from 'ra-language-english';
import { en } from './en/index.js';
import { zh } from './zh/index.js';

/** Every text by its dotted key. */
function flat(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]]);
  return new Map(Object.entries(node as object).flatMap(([key, child]) => [...flat(child, path ? `${path}.${key}` : key)]));
}

/** The placeholders of a text, sorted. */
const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g) ?? [])].sort();

const source = flat({ ra: english.ra });
const chinese = flat(zh);
const second = flat(en);

describe('中文词条', () => {
  it('react-admin 的每个词条都有中文，不多不少', () => {
    expect([...chinese.keys()].filter(key => key.startsWith('ra.')).sort()).toEqual([...source.keys()].sort());
  });

  it('占位符与英文词条一致', () => {
    const differing = [...source].filter(([key, text]) => placeholders(text).join() !== placeholders(chinese.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('没有漏译成英文的词条', () => {
    const allowed = /^(API|IP|PDF|OFD|WPS|A3|A4|\.[a-z]{3,4}\b|Word|Excel|Tab|Esc|KB|MB|SHA-256|\s|[^A-Za-z])*$/;
    const leaks = [...chinese].filter(([, text]) => !allowed.test(text.replace(/%\{\w+\}/g, '')));
    expect(leaks).toEqual([]);
  });

  it('英文目录与中文目录键和占位符相同', () => {
    expect([...second.keys()].sort()).toEqual([...chinese.keys()].sort());
    const differing = [...chinese].filter(([key, text]) => placeholders(text).join() !== placeholders(second.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('英文目录里没有漏译的中文', () => {
    // What is quoted from a form or the data stays as it is written there.
    const bare = (text: string) => text.replace(/“[^”]*”|（[^）]*）|\([^)]*\)/g, '');
    expect([...second].filter(([, text]) => /[\u4e00-\u9fff]/.test(bare(text)))).toEqual([]);
  });
});
