/** What a message's template may mention. Nothing else is replaced, and nothing is ever run. */
export const PLACEHOLDERS = {
  收件人: '收件人姓名；群消息中为单位名称',
  日期: '当天日期，如2026年3月5日',
  件数: '本次摘要的条数',
  清单: '逐条列出的事项',
  网址: '本系统的网址',
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

const MARK = /\{\{\s*(.*?)\s*\}\}/g;

/** Puts the values in the place of `{{名称}}`. What the values themselves contain is left as it is. */
export function renderTemplate(template: string, values: Record<Placeholder, string>): string {
  return template.replace(MARK, (mark, name: string) => (Object.hasOwn(PLACEHOLDERS, name) ? values[name as Placeholder] : mark));
}

/** Everything wrong with a template, in words. */
export function faultsOfTemplate(template: string): string[] {
  const unknown = [...template.matchAll(MARK)].map(([, name]) => name as string).filter(name => !Object.hasOwn(PLACEHOLDERS, name));
  const faults = [...new Set(unknown)].map(name => `没有“{{${name}}}”这个占位符，可用的有：${Object.keys(PLACEHOLDERS).join('、')}`);
  if (/\{\{|\}\}/.test(template.replace(MARK, ''))) faults.push('有没有配对的“{{”或“}}”');
  return faults;
}

/** The templates of a new house. */
export const TEMPLATES = {
  subject: '督导每日摘要：{{件数}}条待阅（{{日期}}）',
  body: '{{收件人}}：\n\n截至{{日期}}，您有以下 {{件数}} 条未读消息：\n\n{{清单}}\n\n请登录督导系统办理：{{网址}}\n\n本邮件由系统自动发出，请勿回复。',
  robot: '{{收件人}} {{日期}}督导提醒，共 {{件数}} 件：\n\n{{清单}}\n\n请登录督导系统办理：{{网址}}',
} as const;
