import { z } from 'zod';
import { keyOf, RequiredText, Text, Version } from '../platform/dto.js';
import { ROBOT_KINDS } from '../rules/robots.js';

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
