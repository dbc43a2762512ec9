import { applyDecorators, Body, Param, type PipeTransform, Query } from '@nestjs/common';
import { ApiBody, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { invalid } from './problems.js';

z.config(z.locales.zhCN());

/** How schemas are described: as they are sent, before anything is trimmed. */
const JSON_SCHEMA = { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' } as const;

/** Every named schema (`.meta({ id })`) for the API description. */
export function namedSchemas(): Record<string, unknown> {
  return z.toJSONSchema(z.globalRegistry, { ...JSON_SCHEMA, uri: id => `#/components/schemas/${id}` }).schemas;
}

/** Reference to a named schema (`.meta({ id })`), or the schema itself where it has no name. */
export function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const id = z.globalRegistry.get(schema)?.id;
  if (id) return { $ref: `#/components/schemas/${id}` };
  const { $schema, $defs, ...inline } = z.toJSONSchema(schema, JSON_SCHEMA) as Record<string, unknown>;
  return JSON.parse(JSON.stringify(inline).replaceAll('#/$defs/', '#/components/schemas/'));
}

/** Declares what a route answers. */
export function Answers(schema: z.ZodType, status = 200) {
  return ApiResponse({ status, description: '', schema: schemaOf(schema) });
}

/** A list answer: rows and how many there are in all. */
export function AnswersList(row: z.ZodType) {
  return ApiResponse({
    status: 200,
    description: '',
    schema: {
      type: 'object',
      required: ['data', 'total'],
      properties: { data: { type: 'array', items: schemaOf(row) }, total: { type: 'integer' } },
    },
  });
}

/** What a list answers: the rows of one page, and how many there are in all. */
export interface Page<T> {
  data: T[];
  total: number;
}

/** A list so short that it is never cut into pages. */
export const whole = <T>(data: T[]): Page<T> => ({ data, total: data.length });

/** Checks a value against a schema; throws `input.invalid` with an error per field. */
export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || 'root'] ??= issue.message;
  throw invalid(`填写有误：${Object.values(errors).join('；')}`, errors);
}

class SchemaPipe implements PipeTransform {
  constructor(private readonly schema: z.ZodType) {}
  transform(value: unknown): unknown {
    return check(this.schema, value);
  }
}

/** The request body, checked: `@Input(CreateUnit) body: CreateUnit`. Declare it for the API description with `Takes(CreateUnit)`. */
export const Input = (schema: z.ZodType) => Body(new SchemaPipe(schema));

/** Declares the body of a route in the API description. */
export function Takes(schema: z.ZodType) {
  return applyDecorators(ApiBody({ schema: schemaOf(schema) }));
}

const Id = z.coerce.number({ error: '编号应当是数字' }).int().min(1).max(2_147_483_647);

class IdPipe implements PipeTransform {
  transform(value: unknown): number {
    return check(Id, value);
  }
}

/** A record's number in the path. */
export const IdParam = (name = 'id') => Param(name, new IdPipe());

/** Declares a numeric path parameter. */
export const TakesId = (name = 'id') => ApiParam({ name, schema: { type: 'integer' } });

/** The filter of a list that is not filtered. */
export const NoFilter = z.strictObject({});

export interface ListQuery<F> {
  filter: F;
  sort: { field: string; order: 'ASC' | 'DESC' } | null;
  offset: number;
  limit: number;
}

const MAX_ROWS = 500;

class ListPipe<F> implements PipeTransform {
  constructor(
    private readonly filter: z.ZodType<F>,
    private readonly sortable: readonly string[],
  ) {}

  transform(query: Record<string, unknown>): ListQuery<F> {
    const [field, order] = this.sortOf(query.sort);
    const [first, last] = check(z.tuple([z.number().int().min(0), z.number().int().min(0)]), json(query.range, [0, 24], 'range'));
    if (last - first + 1 > MAX_ROWS) throw invalid(`一次最多取 ${MAX_ROWS} 行。`, { range: `一次最多 ${MAX_ROWS} 行` });
    return {
      filter: check(this.filter, json(query.filter, {}, 'filter')),
      sort: field ? { field, order: order === 'DESC' ? 'DESC' : 'ASC' } : null,
      offset: first,
      limit: Math.max(0, last - first + 1),
    };
  }

  private sortOf(value: unknown): [string | null, string] {
    const [field, order] = check(z.tuple([z.string(), z.enum(['ASC', 'DESC'])]).or(z.tuple([])), json(value, [], 'sort'));
    if (field === undefined) return [null, 'ASC'];
    if (!this.sortable.includes(field)) throw invalid('不能按这一列排序。', { sort: '不能按这一列排序' });
    return [field, order ?? 'ASC'];
  }
}

function json(value: unknown, absent: unknown, name: string): unknown {
  if (value === undefined || value === '') return absent;
  try {
    return JSON.parse(String(value));
  } catch {
    throw invalid(`参数 ${name} 不是有效的 JSON。`, { [name]: '不是有效的 JSON' });
  }
}

/** The list parameters of react-admin (`filter`, `sort`, `range`), checked; only the named columns can be sorted by. */
export const ListOf = <F>(filter: z.ZodType<F>, sortable: readonly string[]) => Query(new ListPipe(filter, sortable));

/** Declares the list parameters in the API description. */
export function TakesList() {
  const text = { required: false, schema: { type: 'string' } } as const;
  return applyDecorators(ApiQuery({ name: 'filter', ...text }), ApiQuery({ name: 'sort', ...text }), ApiQuery({ name: 'range', ...text }));
}

/** A calendar day that exists: '2026-02-30' is refused. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-03-05 的形式')
  .refine(day => {
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day >= '1949-10-01' && day <= '2199-12-31';
  }, '没有这一天，请检查日期');

/** One of the keys of a table of the rules. */
export const keyOf = <K extends string>(table: Record<K, unknown>, error?: string) =>
  z.enum(Object.keys(table) as [K, ...K[]], error === undefined ? undefined : { error });

/** The version of a record as the client has seen it. */
export const Version = z.int32({ error: '缺少版本号，请刷新页面后重试' });

/** A whole number that somebody typed. */
export const WholeNumber = (label: string, min: number, max: number) => {
  const words = `${label}应当是 ${min} 到 ${max} 的整数`;
  return z.int(words).min(min, words).max(max, words);
};

/** A moment, as answers tell it. */
export const Instant = z.string().describe('instant, ISO 8601 UTC');

/** Control characters but for tab and line ends, and halves of characters: they cannot be stored or printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu;

/** Text that somebody typed: trimmed, what cannot be printed removed, not longer than `max`. */
export const Text = (max: number, label = '内容') =>
  z
    .string({ error: `${label}应当是文字` })
    .transform(text => text.replace(UNPRINTABLE, '').trim())
    .refine(text => text.length <= max, `${label}不能超过 ${max} 字`);

/** Text that must not be empty. */
export const RequiredText = (max: number, label = '内容') => Text(max, label).refine(text => text.length > 0, `请填写${label}`);
