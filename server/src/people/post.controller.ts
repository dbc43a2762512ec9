import { Controller, Get, Headers, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ListQuery, Page } from '../platform/dto.js';
import { Answers, AnswersList, IdParam, Input, ListOf, Takes, TakesId, TakesList } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import { CurrentActor, Permit } from './access.js';
import { ChangePost, CreatePost, PostFilter, PostRow } from './post.dto.js';
import { POST_SORTS, PostService } from './post.service.js';

@ApiTags('岗位')
@Controller('posts')
export class PostController {
  constructor(private readonly posts: PostService) {}

  @Get()
  @Permit('account.read')
  @TakesList()
  @AnswersList(PostRow)
  list(@ListOf(PostFilter, POST_SORTS) query: ListQuery<PostFilter>): Promise<Page<PostRow>> {
    return this.posts.list(query);
  }

  @Get(':id')
  @Permit('account.read')
  @TakesId()
  @Answers(PostRow)
  get(@IdParam() id: number): Promise<PostRow> {
    return this.posts.get(id);
  }

  @Post()
  @Permit('account.manage')
  @Takes(CreatePost)
  @Answers(PostRow, 201)
  create(@Input(CreatePost) body: CreatePost, @CurrentActor() actor: Actor, @Headers('idempotency-key') key?: string): Promise<PostRow> {
    return this.posts.create(body, actor, key);
  }

  @Put(':id')
  @Permit('account.manage')
  @TakesId()
  @Takes(ChangePost)
  @Answers(PostRow)
  change(@IdParam() id: number, @Input(ChangePost) body: ChangePost, @CurrentActor() actor: Actor): Promise<PostRow> {
    return this.posts.change(id, body, actor);
  }
}
