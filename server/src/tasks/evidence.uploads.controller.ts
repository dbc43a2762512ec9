import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, Permit } from '../people/access.js';
import type { Actor } from '../rules/actor.js';
import { EvidenceUploads } from './evidence.uploads.js';

/** Resumable uploads of evidence (tus 1.0: creation, termination). Metadata: assignmentId, fileName, requirementId (or `none`), replaces. */
@ApiTags('佐证材料')
@Controller('uploads')
export class EvidenceUploadsController {
  constructor(private readonly uploads: EvidenceUploads) {}

  @Post()
  @Permit('evidence.read')
  begin(@Req() request: Request, @Res() response: Response, @CurrentActor() actor: Actor): Promise<void> {
    return this.uploads.begin(actor, request, response);
  }

  /** Also for HEAD, as the protocol asks: how far the upload has come. */
  @Get(':uploadId')
  @Permit('evidence.read')
  async state(@Param('uploadId') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const state = await this.uploads.state(id, actor);
    response
      .set({
        'Tus-Resumable': '1.0.0',
        'Cache-Control': 'no-store',
        'Upload-Offset': String(state.offset),
        'Upload-Length': String(state.size),
      })
      .json(state);
  }

  @Patch(':uploadId')
  @Permit('evidence.read')
  append(@Param('uploadId') id: string, @CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.uploads.append(id, actor, request, response);
  }

  @Delete(':uploadId')
  @HttpCode(204)
  @Permit('evidence.read')
  async discard(
    @Param('uploadId') id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.uploads.discard(id, actor);
    response.set('Tus-Resumable', '1.0.0');
  }
}
