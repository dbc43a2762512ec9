import { ROLES } from '../rules/actor.js';
import { PROCESSES } from '../rules/index.js';
import type { Act, AnyProcess } from '../rules/process.js';

/** `docs/processes.md`: a state diagram and a table of acts for each process, from the tables that the server runs on. */
export function diagramsPage(): string {
  const head = '# 流程图\n\n本页由 `server/src/rules/` 中的流程表生成（`npm run generate`），请勿手工修改。\n';
  return [head, ...PROCESSES.map(section)].join('\n');
}

type Row = [name: string, act: Act<string, string, unknown>];

function section(process: AnyProcess): string {
  const acts = Object.entries(process.acts) as Row[];
  return [`## ${process.label}（${process.name}）`, '', diagram(process, acts), '', table(process, acts), ''].join('\n');
}

function diagram(process: AnyProcess, acts: Row[]): string {
  const states = Object.entries<{ label: string; final?: true }>(process.states);
  const lines = states.map(([name, { label }]) => `  ${name}: ${label}`);
  lines.push(`  [*] --> ${process.initial}`);
  for (const [, act] of acts) {
    if (act.to === 'same') continue;
    for (const from of act.from) lines.push(`  ${from} --> ${act.to}: ${act.label}`);
  }
  for (const [name, { final }] of states) if (final) lines.push(`  ${name} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function table(process: AnyProcess, acts: Row[]): string {
  const label = (state: string) => process.states[state]?.label ?? state;
  const rows = acts.map(([name, act]) => {
    const who = act.who
      .map(({ role, as }) => (role === 'system' ? '系统' : `${ROLES[role]}（${process.relations[as]?.label}）`))
      .join('、');
    const carries = act.carries.map(field => `${field.label}${field.required ? '*' : ''}`).join('、') || '—';
    const to = act.to === 'same' ? '不变' : label(act.to);
    return `| ${act.label} \`${name}\` | ${act.from.map(label).join('、')} | ${to} | ${who} | ${carries} | \`POST /api/${process.collection}/:id/${act.noun}\` |`;
  });
  return ['| 操作 | 起始状态 | 到达状态 | 谁可以做（与记录的关系） | 需填写（* 必填） | 接口 |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}
