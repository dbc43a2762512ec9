/** A connection that broke, or fell silent, once it stood: the other side may have taken what was sent. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

interface Failure {
  name?: string;
  message?: string;
  code?: string;
  /** nodemailer: what the mail server said; the code of the system. */
  responseCode?: number;
  originalCode?: string;
  /** fetch: what lies behind. */
  cause?: { code?: string };
}

/**
 * Whether a message that failed to be sent (by nodemailer or by fetch) may have arrived all the same. Where the other side answered, or was never
 * reached, it has not; a mail server that hangs up without a word is believed to have taken it, as one mail too many is worse than one that a
 * person sends again.
 */
export function mayHaveArrived(error: unknown): boolean {
  const { name, message, code = '', responseCode, originalCode = '', cause } = error as Failure;
  if (responseCode) return false;
  if (name === 'TimeoutError' || [code, originalCode, cause?.code ?? ''].some(each => BROKEN.includes(each))) return true;
  return (code === 'ECONNECTION' && !originalCode) || (code === 'ETIMEDOUT' && message === 'Timeout');
}

/** What a mail server, or the way to it, has against a mail, in words; what it said itself stands at the end. */
export function mailRefusal(error: unknown): string {
  const { code, responseCode, originalCode, message } = error as Failure;
  if (code === 'EAUTH') return `邮件服务器不接受账号或口令，请检查 SMTP_URL：${message}`;
  return responseCode ? `邮件服务器没有接收：${message}` : `连不上邮件服务器，请检查 SMTP_URL 和网络（${originalCode ?? code ?? message}）`;
}
