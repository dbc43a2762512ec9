import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../people/access.js';
import { AnswersList, type Page } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { ReviewItem } from './review-queue.dto.js';
import { ReviewQueueService } from './review-queue.service.js';

@ApiTags('审核台')
@Controller('review-queue')
export class ReviewQueueController {
  constructor(private readonly queue: ReviewQueueService) {}

  @Get()
  @Permit('review.read')
  @AnswersList(ReviewItem)
  list(@CurrentActor() actor: Actor): Promise<Page<ReviewItem>> {
    return this.queue.of(actor);
  }
}
