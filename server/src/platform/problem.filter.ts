import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem, type ProblemBody } from './problems.js';

const BY_STATUS: Record<number, [code: string, title: string, detail: string]> = {
  400: ['input.invalid', '请求有误', '提交的内容无法识别，请刷新页面后重试。'],
  404: ['route.not_found', '找不到', '没有这个地址，请检查链接是否完整。'],
  405: ['route.method', '方式不对', '这个地址不接受这种请求。'],
  413: ['upload.too_large', '内容太大', '提交的内容超过了允许的大小。'],
  415: ['input.type', '格式不对', '提交内容的格式不被接受。'],
};

/** Turns whatever was thrown into a problem document; what nobody foresaw is logged in full and hidden from the person. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const body = this.bodyOf(thrown, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  }

  private bodyOf(thrown: unknown, request: Request): ProblemBody {
    if (thrown instanceof Problem) return thrown.body();
    const status = statusOf(thrown);
    const known = BY_STATUS[status];
    if (known) return new Problem(status, ...known).body();
    if (status < 500) return new Problem(status, 'request.refused', '请求被拒绝', '这个请求不能处理，请刷新页面后重试。').body();
    this.log.error({ err: thrown, method: request.method, path: request.path }, 'unforeseen');
    return new Problem(500, 'internal', '系统出错', '系统出了差错，您填写的内容没有丢失。请稍后重试；如仍不行，请联系系统管理员。').body();
  }
}

/** Nest's own exceptions and those of the body parser (`status` on the error) keep their status. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
