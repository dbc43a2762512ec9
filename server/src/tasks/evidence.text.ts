import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../platform/problems.js';
import { inThread } from '../platform/thread.js';
import type { Actor } from '../rules/actor.js';
import { EvidenceService } from './evidence.service.js';
import { previewOf } from './evidence.types.js';

export interface TextJob {
  bytes: Uint8Array;
  fileName: string;
  /** As many characters are shown. */
  limit: number;
}

export type TextOutcome = EvidenceText | { unreadable: string };

/** The text of an office file, to look at without the program that made it. */
export const EvidenceText = z
  .object({ text: z.string(), cut: z.boolean().describe('there is more'), notes: z.array(z.string()) })
  .meta({ id: 'EvidenceText' });
export type EvidenceText = z.infer<typeof EvidenceText>;

/** Compiled, also when a test runs from the sources. */
const WORKER = new URL('../../dist/tasks/text.worker.js', import.meta.url);
const SHOWN_CHARS = 100_000;
const MOST_BYTES = 20 * 1024 * 1024;
const LIMITS = { timeMs: 20_000, memoryMb: 1024 };

/** Reads the text out of office files for the preview, one at a time, within limits of size, time and memory. */
@Injectable()
export class EvidenceTexts {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly evidence: EvidenceService) {}

  /** Throws 404 outside the scope, `preview.none` where the file has no text to show or is too large or too hard to read. */
  async of(id: number, actor: Actor): Promise<EvidenceText> {
    const { fileName, size, stream } = await this.evidence.open(id, actor);
    if (previewOf(fileName) !== 'office' || size > MOST_BYTES) {
      stream.destroy();
      throw none(size > MOST_BYTES ? '文件较大，请下载后查看。' : '这种文件不能显示文字，请下载后查看。');
    }
    const turn = this.last.then(async () => read({ bytes: await buffer(stream), fileName, limit: SHOWN_CHARS }));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

async function read(job: TextJob): Promise<EvidenceText> {
  const outcome = await inThread<TextOutcome>(WORKER, job, LIMITS);
  if (!outcome) throw none('文件内容太多，在时限内没有读完，请下载后查看。');
  if ('unreadable' in outcome) throw none(`${outcome.unreadable}`);
  return outcome;
}

const none = (detail: string) => new Problem(422, 'preview.none', '不能在页面中查看', detail);
