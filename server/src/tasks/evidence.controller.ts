import { Controller, Get, Headers, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentActor, Permit } from '../people/access.js';
import { Answers, IdParam, Input, RequiredText, Takes, TakesId } from '../platform/dto.js';
import { disposition } from '../platform/files/file-name.js';
import { receiveFile } from '../platform/files/receive-file.js';
import type { Actor } from '../rules/actor.js';
import { SetRequirements } from './evidence.dto.js';
import { EvidencePackages, type Packed } from './evidence.package.js';
import { EvidenceRequirements } from './evidence.requirements.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceText, EvidenceTexts } from './evidence.text.js';
import { shownByBrowser } from './evidence.types.js';
import { TaskDetails } from './task.details.js';
import { TaskDetail } from './task.dto.js';

const Withdrawal = z.strictObject({ reason: RequiredText(500, '撤回理由') }).meta({ id: 'EvidenceWithdrawal' });
const Classification = z
  .strictObject({ requirementId: z.int32('请选择用途').min(1, '请选择用途').nullable() })
  .meta({ id: 'EvidenceClassification' });
const Uploaded = z.object({ id: z.int() }).meta({ id: 'Uploaded' });

@ApiTags('佐证材料')
@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly requirements: EvidenceRequirements,
    private readonly texts: EvidenceTexts,
    private readonly packages: EvidencePackages,
    private readonly details: TaskDetails,
  ) {}

  /** One file in one request, for programs; its name tells which requirement it serves. The screen uploads in pieces that resume (`/uploads`). */
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

  /** What the proof of a draft must contain. */
  @Put('tasks/:id/evidence-requirements')
  @Permit('plan.break_down')
  @TakesId()
  @Takes(SetRequirements)
  @Answers(TaskDetail)
  async require(
    @IdParam() id: number,
    @Input(SetRequirements) body: SetRequirements,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskDetail> {
    await this.requirements.set(id, actor, body.version, body.requirements, key);
    return this.details.of(id, actor);
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
    const kind = shownByBrowser(fileName) && !download ? 'inline' : 'attachment';
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

  /** All evidence of a task as one .zip with an index, hashes and a list for programs. */
  @Get('tasks/:id/evidence-package')
  @Permit('evidence.read')
  @TakesId()
  packageOfTask(@IdParam() id: number, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.send({ taskId: id }, actor, response);
  }

  /** The same for the tasks of a plan that the person sees. */
  @Get('plans/:id/evidence-package')
  @Permit('evidence.read')
  @TakesId()
  packageOfPlan(@IdParam() id: number, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.send({ planId: id }, actor, response);
  }

  private async send(what: Packed, actor: Actor, response: Response): Promise<void> {
    const { fileName, stream } = await this.packages.pack(what, actor);
    response.set({
      'Content-Type': 'application/zip',
      'Content-Disposition': disposition('attachment', fileName),
      'Cache-Control': 'no-store',
    });
    stream.on('error', () => response.destroy()).pipe(response);
    response.once('close', () => stream.destroy());
  }

  /** The text of an office file, to look at in place. */
  @Get('evidence/:id/text')
  @Permit('evidence.read')
  @TakesId()
  @Answers(EvidenceText)
  text(@IdParam() id: number, @CurrentActor() actor: Actor): Promise<EvidenceText> {
    return this.texts.of(id, actor);
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

  /** Says what a piece of evidence stands for. */
  @Post('evidence/:id/classification')
  @HttpCode(200)
  @Permit('evidence.read')
  @TakesId()
  @Takes(Classification)
  @Answers(TaskDetail)
  async classify(
    @IdParam() id: number,
    @Input(Classification) body: z.infer<typeof Classification>,
    @CurrentActor() actor: Actor,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskDetail> {
    return this.details.of(await this.evidence.classify(id, actor, body.requirementId, key), actor);
  }
}
