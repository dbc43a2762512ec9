import { z } from 'zod';

/** Names of the two entries that every evidence package begins with. */
export const MANIFEST = 'manifest.json';
export const INDEX = '目录.html';

/** One file of a package, as the machine-readable list tells it. */
export const PackagedFile = z.object({
  /** Inside the package; null where the content is gone from the store. */
  path: z.string().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number(),
  taskNo: z.string().nullable(),
  taskTitle: z.string(),
  requirement: z.string().nullable(),
  unit: z.string(),
  fileName: z.string(),
  versionNo: z.number(),
  status: z.enum(['有效', '已有新版', '已撤回']),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  frozenAt: z.string().nullable(),
});
export type PackagedFile = z.infer<typeof PackagedFile>;

export const Manifest = z.object({ title: z.string(), madeAt: z.string(), madeBy: z.string(), files: z.array(PackagedFile) });
export type Manifest = z.infer<typeof Manifest>;

/** The index for a person: opens in any browser and prints. */
export function indexPage({ title, madeAt, madeBy, files }: Manifest, digest: string): string {
  const rows = files.map(
    (file, index) =>
      `<tr><td>${index + 1}</td><td>${escaped([file.taskNo, file.taskTitle].filter(Boolean).join(' '))}</td><td>${escaped(file.requirement ?? '其他材料')}</td>` +
      `<td>${file.path ? `<a href="${escaped(file.path.split('/').map(encodeURIComponent).join('/'))}">${escaped(file.fileName)}</a>` : `${escaped(file.fileName)}（内容缺失）`}</td>` +
      `<td>${escaped(file.unit)}</td><td>${file.versionNo}</td><td>${file.status}</td><td>${escaped(file.uploadedBy)} ${file.uploadedAt}</td>` +
      `<td>${file.frozenAt ?? ''}</td><td>${file.size}</td><td class="h">${file.sha256}</td></tr>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:14px/1.6 sans-serif;margin:24px}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top}.h{font:11px monospace;word-break:break-all;min-width:16em}</style></head>
<body><h1>${escaped(title)}</h1>
<p>${escaped(madeBy)} 于 ${madeAt} 下载，共 ${files.length} 份。清单指纹（SHA-256）：<span class="h">${digest}</span></p>
<table><thead><tr><th>序号</th><th>任务</th><th>用于</th><th>文件</th><th>单位</th><th>版本</th><th>状态</th><th>上传</th><th>封存</th><th>字节</th><th>文件指纹（SHA-256）</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></body></html>
`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string) => words.replace(/[&<>"]/g, letter => ENTITIES[letter] as string);
