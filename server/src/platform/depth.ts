import type { NextFunction, Request, Response } from 'express';
import { invalid } from './problems.js';

/** No form of ours is nested deeper; what is would exhaust the stack of whoever walks through it. */
const DEEPEST = 20;

/** Lets a request through whose body is not nested beyond all use. */
export function refuseDeep(request: Request, _response: Response, next: NextFunction): void {
  next(isDeeper(request.body, DEEPEST) ? invalid('提交的内容层级过深，无法识别。请刷新页面后重试。') : undefined);
}

function isDeeper(value: unknown, than: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return than === 0 || Object.values(value).some(inner => isDeeper(inner, than - 1));
}
