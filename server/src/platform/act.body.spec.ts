import { TASK_PROCESS } from '../rules/task.process.js';
import { bodySchema } from './act.body.js';
import { check } from './dto.js';

describe('the body of an act', () => {
  const person = { accountId: 1 };
  const given = { version: 3, reasonKind: 'other', reason: ' 缺名单 ', resubmitBy: '' };
  const errorsOf = (body: object, act: keyof typeof TASK_PROCESS.acts = 'return') => {
    try {
      check(bodySchema(TASK_PROCESS.acts[act], person), body);
      return {};
    } catch (problem) {
      const { root: _, ...errors } = (problem as { extras: { errors: Record<string, string> } }).extras.errors;
      return errors;
    }
  };

  it('is trimmed, and what may be left out is null', () => {
    expect(check(bodySchema(TASK_PROCESS.acts.return, person), given)).toEqual({ ...given, reason: '缺名单', resubmitBy: null });
    expect(check(bodySchema(TASK_PROCESS.acts.complete, person), { version: 3 })).toEqual({ version: 3, opinion: null, recheckOn: null });
  });

  it('names every faulty field in Chinese', () => {
    const errors = errorsOf({ reasonKind: 'none', reason: ' \u0000 ', resubmitBy: '2026-02-30' });
    expect(Object.keys(errors).sort()).toEqual(['reason', 'reasonKind', 'resubmitBy', 'version']);
    for (const error of Object.values(errors)) expect(error).toMatch(/[\u4e00-\u9fff]/);
    expect(Object.keys(errorsOf({ ...given, reason: '长'.repeat(1001) }))).toEqual(['reason']);
    expect(errorsOf({ ...given, version: 1.5 })).toHaveProperty('version');
  });

  it('takes no field that the act does not carry', () => {
    expect(errorsOf({ ...given, state: 'completed' })).toEqual({});
    expect(() => check(bodySchema(TASK_PROCESS.acts.return, person), { ...given, state: 'completed' })).toThrow(/填写有误/);
  });

  it('of the system names no version', () => {
    expect(check(bodySchema(TASK_PROCESS.acts.begin, { accountId: null }), {})).toEqual({});
    expect(() => check(bodySchema(TASK_PROCESS.acts.begin, { accountId: null }), { version: 1 })).toThrow();
  });
});
