import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fontSettings } from './docx.fonts.js';

const run = promisify(execFile);
const WITHIN_MS = 60_000;
/** What `env` answers where the command is missing. */
const NOT_FOUND = 127;

/** What came of a conversion: the PDF, or why there is none. */
export type Converted = { pdf: Buffer } | { trouble: string };

export const NO_LIBREOFFICE =
  '服务器上没有安装 LibreOffice（找不到 soffice 命令），不能转换 PDF。请下载 .docx 使用，或请系统管理员安装 LibreOffice Writer 后再试。';
const FAILED = 'LibreOffice 没有转换成功，请稍后再试；也可以下载 .docx 后自行另存为 PDF。';

/**
 * Turns a .docx into PDF with LibreOffice, in a folder and with a profile of its own, so that two at once do not meet.
 * @param program the command, `soffice`
 */
export async function toPdf(docx: Buffer, program = 'soffice'): Promise<Converted> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-'));
  try {
    const source = join(folder, 'paper.docx');
    const fonts = join(folder, 'fonts.conf');
    await writeFile(source, docx);
    await writeFile(fonts, fontSettings());
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    await run('env', [`FONTCONFIG_FILE=${fonts}`, program, profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, source], {
      timeout: WITHIN_MS,
      killSignal: 'SIGKILL',
    });
    return { pdf: await readFile(join(folder, 'paper.pdf')) };
  } catch (error) {
    return { trouble: (error as { code?: unknown }).code === NOT_FOUND ? NO_LIBREOFFICE : FAILED };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
