import { z } from 'zod';
import type { Actor } from '../rules/actor.js';
import type { Act, Field } from '../rules/process.js';
import { Day, RequiredText, Text, Version } from './dto.js';

// biome-ignore lint/suspicious/noExplicitAny: facts differ from process to process
export type AnyAct = Act<string, string, any>;

const schemas = { person: new WeakMap<AnyAct, z.ZodType>(), system: new WeakMap<AnyAct, z.ZodType>() };

/** The schema of an act's body, from what it carries. A person names the version that was seen; the system does not. */
export function bodySchema(act: AnyAct, actor: Pick<Actor, 'accountId'>): z.ZodType {
  const known = actor.accountId === null ? schemas.system : schemas.person;
  const schema = known.get(act) ?? schemaOf(act, actor.accountId !== null);
  known.set(act, schema);
  return schema;
}

function schemaOf(act: AnyAct, versioned: boolean): z.ZodType {
  const fields = Object.fromEntries(act.carries.map(field => [field.name, fieldSchema(field)]));
  return z.strictObject(versioned ? { version: Version, ...fields } : fields);
}

function fieldSchema(field: Field): z.ZodType {
  const schema = valueSchema(field);
  if (field.required) return schema;
  return z.preprocess(
    value => (value === '' ? null : value),
    schema.nullish().transform(value => value ?? null),
  );
}

const READINGS = z
  .array(
    z.strictObject({
      indicatorId: z.int32(),
      value: RequiredText(40, '指标数据'),
      source: Text(200, '数据来源')
        .nullish()
        .transform(text => text || null),
    }),
    { error: '指标数据的格式不对，请刷新页面后重填' },
  )
  .max(100, '一次最多填 100 个指标');

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return (field.required ? RequiredText : Text)(field.max ?? 2000, field.label);
    case 'date':
      return z.string({ error: `请选择${field.label}` }).pipe(Day);
    case 'percent':
      return z
        .number({ error: `请填写${field.label}` })
        .int(`${field.label}应当是整数`)
        .min(0, `${field.label}不能小于 0`)
        .max(100, `${field.label}不能大于 100`);
    case 'choice':
      return z.enum(Object.keys(field.choices ?? {}) as [string, ...string[]], { error: `请选择${field.label}` });
    case 'period':
      return Text(20, field.label);
    case 'readings':
      return READINGS;
    case 'account':
    case 'phase':
    case 'unit':
      return z.int32({ error: `请选择${field.label}` });
  }
}
