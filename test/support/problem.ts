import type { Response } from 'supertest';

const CODE = /^[a-z_]+\.[a-z_]+$/;
const CHINESE = /[\u4e00-\u9fff]/;

/** Asserts that an answer is a refusal fit for a person: the status, a problem document with that stable code, all its texts in Chinese. */
export function expectProblem(response: Pick<Response, 'status' | 'headers' | 'text'>, status: number | number[], code?: string | RegExp) {
  const body = parsed(response);
  const seen = `${response.status} ${response.text}`;
  if (![status].flat().includes(response.status)) throw new Error(`expected ${status}, got ${seen}`);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ status: response.status, type: `urn:dudao:problem:${body.code}`, code: expect.stringMatching(CODE) });
  if (code instanceof RegExp) expect(body.code).toMatch(code);
  else if (code) expect(body.code).toBe(code);
  for (const text of textsOf(body)) if (!CHINESE.test(text)) throw new Error(`not Chinese: “${text}” in ${seen}`);
  return body;
}

/** Asserts that an answer is either a success or such a refusal, never a failure of ours. */
export function expectNoFailure(response: Pick<Response, 'status' | 'headers' | 'text'>): void {
  if (response.status >= 400) expectProblem(response, range(400, 499));
}

function parsed(response: Pick<Response, 'text'>) {
  try {
    return JSON.parse(response.text);
  } catch {
    throw new Error(`no JSON: ${response.text.slice(0, 300)}`);
  }
}

/** Everything of a problem that a person reads. */
function textsOf(body: { title: string; detail: string; reasons?: string[]; errors?: Record<string, unknown> }): string[] {
  const errors = Object.entries(body.errors ?? {}).flatMap(([field, error]) => (field === 'root' ? [] : [String(error)]));
  return [body.title, body.detail, ...(body.reasons ?? []), ...errors];
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
