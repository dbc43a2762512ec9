import { createHmac } from 'node:crypto';

/** Group robots by their makers. */
export const ROBOT_KINDS = { wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书' } as const;
export type RobotKind = keyof typeof ROBOT_KINDS;

export interface Robot {
  kind: RobotKind;
  url: string;
  /** Secret of the signature (加签); null: the robot asks for none. 企业微信 knows none. */
  secret: string | null;
}

export interface RobotRequest {
  url: string;
  body: Record<string, unknown>;
}

const LONGEST: Record<RobotKind, number> = { wecom: 4000, dingtalk: 18_000, feishu: 18_000 };

/** The request by which a robot says something, signed as its maker asks. `at` is the instant of sending. */
export function robotRequest({ kind, url, secret }: Robot, title: string, text: string, at: Date): RobotRequest {
  const said = clip(text, LONGEST[kind]);
  switch (kind) {
    case 'wecom':
      return { url, body: { msgtype: 'markdown', markdown: { content: said } } };
    case 'dingtalk':
      return { url: secret ? signedByDingtalk(url, secret, at) : url, body: { msgtype: 'markdown', markdown: { title, text: said } } };
    case 'feishu': {
      const body = { msg_type: 'text', content: { text: said } };
      if (!secret) return { url, body };
      const timestamp = String(Math.floor(at.getTime() / 1000));
      return { url, body: { timestamp, sign: hmac(`${timestamp}\n${secret}`, ''), ...body } };
    }
  }
}

/** What a robot's answer says is wrong; null: it took the message. */
export function robotRefusal(status: number, answer: unknown): string | null {
  if (status < 200 || status >= 300) return `对方返回 HTTP ${status}`;
  const { errcode, code, errmsg, msg } = (answer ?? {}) as Record<string, unknown>;
  const failed = errcode ?? code;
  if (failed === 0) return null;
  return `对方没有接收：${errmsg ?? msg ?? '答复无法识别'}（${failed ?? '无错误码'}）`;
}

/** 钉钉: HMAC-SHA256 over milliseconds and secret, keyed by the secret, in the address. */
function signedByDingtalk(url: string, secret: string, at: Date): string {
  const timestamp = String(at.getTime());
  const sign = encodeURIComponent(hmac(secret, `${timestamp}\n${secret}`));
  return `${url}${url.includes('?') ? '&' : '?'}timestamp=${timestamp}&sign=${sign}`;
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

/** Cut by bytes, as the makers count, and never within a character. */
function clip(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let cut = '';
  let used = 0;
  for (const letter of text) {
    used += Buffer.byteLength(letter);
    if (used > bytes - 12) break;
    cut += letter;
  }
  return `${cut}……`;
}
