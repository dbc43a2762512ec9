import { isForPage } from './useKeys.js';

/** An element as far as the rule looks at it: the selectors that it, or something around it, answers to. */
const within = (...selectors: string[]) => ({
  closest: ((list: string) => (list.split(', ').some(selector => selectors.includes(selector)) ? {} : null)) as Element['closest'],
});

describe('整页快捷键', () => {
  it('正在输入或打开对话框时不响应', () => {
    for (const place of ['input:not([type="checkbox"])', 'textarea', '[role="dialog"]', '[role="menu"]'])
      expect(isForPage('KeyA', within(place))).toBe(false);
    expect(isForPage('KeyA', within())).toBe(true);
    expect(isForPage('KeyA', null)).toBe(true);
  });

  it('焦点在按钮上时，空格和回车归按钮，字母键归页面', () => {
    expect(isForPage('Space', within('button'))).toBe(false);
    expect(isForPage('Enter', within('a'))).toBe(false);
    expect(isForPage('KeyA', within('button'))).toBe(true);
  });
});
