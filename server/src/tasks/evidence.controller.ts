import { Controller, Get, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, IdParam, Input, RequiredText, Takes, TakesId } from '../platform/dto.js';
import { disposition } from '../platform/files/file-name.js';
import { receiveFile } from '../platform/files/receive-file.js';
import type { Actor } from '../rules/actor.js';
import { EvidenceService } from './evidence.service.js';
import { previewOf } from './evidence.types.js';
import { TaskDetails } from './task.details.js';
import { TaskDetail } from './task.dto.js';

const Withdrawal = z.strictObject({ reason: RequiredText(500, '撤回理由') }).meta({ id: 'EvidenceWithdrawal' });
const Uploaded = z.object({ id: z.int() }).meta({ id: 'Uploaded' });

@ApiTags('佐证材料')
@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly details: TaskDetails,
  ) {}

  @Post('assignments/:id/evidence')
  @Permit('evidence.read')
  @TakesId()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Answers(Uploaded, 201)
  async upload(
    @IdParam() id: number,
    @Req() request: Request,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<{ id: number }> {
    return { id: await receiveFile(request, file => this.evidence.upload(id, actor, file, key)) };
  }

  /** The content: pictures, PDF and text to look at, the rest to keep. What is shown may run nothing and reach nothing. */
  @Get('evidence/:id/content')
  @Permit('evidence.read')
  @TakesId()
  async content(
    @IdParam() id: number,
    @Query('download') download: string | undefined,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ) {
    const { fileName, mediaType, size, sha256, stream } = await this.evidence.open(id, actor);
    const kind = previewOf(mediaType) && !download ? 'inline' : 'attachment';
    response.set({
      'Content-Type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
      'Content-Length': String(size),
      'Content-Disposition': disposition(kind, fileName),
      'Content-Security-Policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
      'Cache-Control': 'private, max-age=3600',
      ETag: `"${sha256}"`,
    });
    stream.on('error', () => response.destroy()).pipe(response);
  }

  @Post('evidence/:id/withdrawal')
  @HttpCode(200)
  @Permit('evidence.read')
  @TakesId()
  @Takes(Withdrawal)
  @Answers(TaskDetail)
  async withdraw(
    @IdParam() id: number,
    @Input(Withdrawal) body: z.infer<typeof Withdrawal>,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskDetail> {
    return this.details.of(await this.evidence.withdraw(id, actor, body.reason, key), actor);
  }
}
