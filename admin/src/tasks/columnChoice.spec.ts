import { keptColumns, shownColumns } from './columnChoice.js';

const ALL = ['light', 'no', 'title', 'state'] as const;

describe('台账的列', () => {
  it('are all shown in their own order before anybody has chosen', () => {
    expect(shownColumns(ALL, { hidden: [], ranks: undefined })).toEqual(['light', 'no', 'title', 'state']);
    expect(shownColumns(ALL, { hidden: ['no'], ranks: undefined })).toEqual(['light', 'title', 'state']);
  });

  it.each([[['title', 'light']], [['state', 'no', 'light', 'title']], [['no']]])('come back as they were kept: %p', shown => {
    expect(shownColumns(ALL, keptColumns(ALL, shown))).toEqual(shown);
  });

  it('leave out what the table no longer has, and keep what came later', () => {
    expect(shownColumns(ALL, keptColumns(ALL, ['gone', 'title']))).toEqual(['title']);
    expect(shownColumns(ALL, { hidden: [], ranks: [2, 0] })).toEqual(['title', 'light', 'no', 'state']);
  });
});
