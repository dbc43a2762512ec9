import fc from 'fast-check';
import { cleanFileName, disposition } from './file-name.js';

describe('file names', () => {
  it.each([
    ['督查报告（终稿）.pdf', '督查报告（终稿）.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\用户\\桌面\\台账.xlsx', '台账.xlsx'],
    ['.htaccess', 'htaccess'],
    ['...', '未命名'],
    ['', '未命名'],
    ['/', '未命名'],
    ['a\u0000b\r\n.pdf', 'ab.pdf'],
    ['反\u202efdp.exe', '反fdp.exe'],
    ['问?号*和"引号".pdf', '问号和引号.pdf'],
    [`${'长'.repeat(300)}.docx`, `${'长'.repeat(195)}.docx`],
    ['😀'.repeat(250), '😀'.repeat(200)],
    ['e\u0301.txt', 'é.txt'],
  ])('%j is kept as %j', (given, kept) => expect(cleanFileName(given)).toBe(kept));

  it('whatever is given: something, without a path, not too long, and the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), given => {
        const name = cleanFileName(given);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
        expect(name).not.toMatch(/[\\/\u0000-\u001f]|^\./);
        expect([...name].length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });

  it('whatever the name: a header of plain ASCII that gives the name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), given => {
        const name = cleanFileName(given);
        const header = disposition('attachment', name);
        expect(header).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/);
        expect(decodeURIComponent(header.split("''")[1] as string)).toBe(name);
      }),
    );
  });
});
