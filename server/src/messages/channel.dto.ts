import { z } from 'zod';
import { keyOf, RequiredText, Text, Version } from '../platform/dto.js';
import { isQuiet } from '../rules/quiet.js';
import { ROBOT_KINDS } from '../rules/robots.js';
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

const Kind = keyOf(ROBOT_KINDS);
const Address = z
  .string()
  .max(500)
  .refine(url => /^https?:\/\/[^\s/]+\/\S*$/.test(url), '请填写机器人地址，以 https:// 开头');

export const SaveRobot = z
  .strictObject({
    unitId: z.int32({ error: '请选择单位' }),
    name: RequiredText(60, '群名称'),
    kind: Kind,
    url: Address.nullable().describe('null: stays as it is'),
    secret: Text(200, '加签密钥').nullable().describe('null: stays as it is; empty: none'),
    active: z.boolean(),
    version: Version.optional(),
  })
  .meta({ id: 'SaveRobot' });
export type SaveRobot = z.infer<typeof SaveRobot>;

export const RobotView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    unitName: z.string(),
    name: z.string(),
    kind: Kind,
    kindLabel: z.string(),
    host: z.string().describe('the address without its key'),
    signed: z.boolean(),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'GroupRobot' });
export type RobotView = z.infer<typeof RobotView>;

export const DeliveryView = z
  .object({
    id: z.int(),
    day: z.string(),
    channel: z.string(),
    to: z.string(),
    state: z.enum(['waiting', 'sent', 'empty', 'unknown', 'failed']),
    items: z.int().nullable(),
    sentAt: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

export const MyMail = z
  .strictObject({ address: z.union([z.literal(''), z.email('邮箱地址不对，请写成 name@example.cn 的形式').max(200)]) })
  .meta({ id: 'MyMail' });
export type MyMail = z.infer<typeof MyMail>;
