import { z } from 'zod';
import { RequiredText, Version } from '../platform/dto.js';
import { isQuiet } from '../rules/quiet.js';
import { faultsOfTemplate } from '../rules/templates.js';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 08:30 的形式');
const Template = (max: number, label: string) =>
  RequiredText(max, label).superRefine((text, context) => {
    for (const message of faultsOfTemplate(text)) context.addIssue({ code: 'custom', message: `${label}：${message}` });
  });

const templates = { subject: Template(120, '邮件标题'), body: Template(4000, '邮件正文'), robot: Template(2000, '群消息') };

export const ChangeSettings = z
  .strictObject({ digestAt: Time, quietFrom: Time, quietTo: Time, ...templates, version: Version })
  .refine(({ digestAt, ...hours }) => !isQuiet(digestAt, hours), {
    message: '发送时间落在免打扰时段内，请改动其中一个',
    path: ['digestAt'],
  })
  .meta({ id: 'ChangeMessageSettings' });
export type ChangeSettings = z.infer<typeof ChangeSettings>;

export const Settings = z
  .object({
    digestAt: z.string(),
    quietFrom: z.string(),
    quietTo: z.string(),
    subject: z.string(),
    body: z.string(),
    robot: z.string(),
    version: z.int(),
  })
  .meta({ id: 'MessageSettings' });
export type Settings = z.infer<typeof Settings>;

export const SettingsView = Settings.extend({
  mailReady: z.boolean().describe('a mail server is configured'),
  placeholders: z.array(z.object({ name: z.string(), meaning: z.string() })),
}).meta({ id: 'MessageSettingsView' });
export type SettingsView = z.infer<typeof SettingsView>;

export const PreviewTemplates = z.strictObject(templates).meta({ id: 'PreviewTemplates' });
export type PreviewTemplates = z.infer<typeof PreviewTemplates>;

export const Rendered = z.object({ subject: z.string(), body: z.string(), robot: z.string() }).meta({ id: 'RenderedTemplates' });
export type Rendered = z.infer<typeof Rendered>;
