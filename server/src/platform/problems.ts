/** All refusals have this shape (RFC 9457). Texts are for the person who meets them: what happened, where, what to do. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  /** Stable, for programs: `act.refused`. */
  code: string;
  detail: string;
  params?: Record<string, unknown>;
  /** By field, in the form that react-admin's forms show. */
  errors?: Record<string, string | { serverError: string }>;
  /** Every reason why an act is refused. */
  reasons?: string[];
  /** The state that a slower person finds instead. */
  current?: Record<string, unknown>;
}

export interface ProblemExtras {
  params?: Record<string, unknown>;
  errors?: Record<string, string>;
  reasons?: string[];
  current?: Record<string, unknown>;
}

/** A refusal that a person may see as it is. Anything else that is thrown becomes `internal` and is logged. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`);
  }

  body(): ProblemBody {
    const { errors, ...rest } = this.extras;
    return {
      type: `urn:dudao:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...rest,
      ...(errors ? { errors: { ...errors, root: { serverError: this.detail } } } : {}),
    };
  }
}

/** Input that cannot be used; `errors` name the field (`rows.3.deadline`) and say what is wrong with it. */
export function invalid(detail: string, errors?: Record<string, string>, code = 'input.invalid'): Problem {
  return new Problem(400, code, '填写有误', detail, errors ? { errors } : {});
}

/** Missing and forbidden answer alike, so that nobody learns what exists elsewhere. */
export function notFound(what: string, label: string): Problem {
  return new Problem(404, `${what}.not_found`, '找不到', `找不到这${label}，它可能不存在，或不在您的权限范围内。`);
}

/** 403: the person is known, and may not. */
export function denied(detail = '您没有做这件事的权限。如确有需要，请联系系统管理员。'): Problem {
  return new Problem(403, 'permission.denied', '没有权限', detail);
}

/** An act that rules refuse, with every reason; `errors` tell which of them belong to which field of its form. */
export function refused(label: string, reasons: string[], errors: Record<string, string> = {}): Problem {
  const atFields = Object.keys(errors).length > 0 ? { errors } : {};
  return new Problem(422, 'act.refused', `不能${label}`, reasons.join(' '), { reasons, ...atFields });
}

/** Somebody else was faster. */
export function conflict(detail: string, current: Record<string, unknown>): Problem {
  return new Problem(409, 'act.conflict', '已被他人处理', detail, { current });
}
