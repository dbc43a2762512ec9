import { inFont, symbolOf } from './symbols.js';

describe('符号字体的字', () => {
  it.each([
    ['Symbol', '完成率\uf0b395%', '完成率≥95%'],
    ['BCDEEE+SymbolMT', '\uf0a31%', '≤1%'],
    ['ABCDEF+Wingdings-Regular', '\uf0fe已完成', '☑已完成'],
    ['Wingdings 2', '\uf0a3未完成', '□未完成'],
    ['Wingdings', '\uf04a好', '好'],
    ['仿宋', '\uf0b3', '\uf0b3'],
  ])('%s：%s 是 %s', (font, text, read) => expect(inFont(font, text)).toBe(read));

  it('别的字体插入的符号就是它自己', () => expect(symbolOf('宋体', 0x2460)).toBe('①'));
});
