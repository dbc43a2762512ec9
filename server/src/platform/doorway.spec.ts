import { TASK_PROCESS } from '../rules/task.process.js';
import { Doorway } from './doorway.js';
import type { ProcessRoom } from './process.room.js';

const doorway = () => new Doorway(undefined as never, undefined as never, undefined as never);
const room = (change: object = {}): ProcessRoom => ({
  process: { ...TASK_PROCESS, ...change },
  table: 'task',
  load: async () => null,
  facts: async () => ({}),
  effects: {},
});
const effectsOf = Object.values(TASK_PROCESS.acts).flatMap(act => act.effects);

describe('the doorway before it opens', () => {
  it('does not open on a faulty table', () => {
    expect(() => doorway().open(room({ initial: 'completed' }))).toThrow(/process table of task[\s\S]*cannot be reached/);
  });

  it('does not start while an effect of a table is nobody’s', () => {
    const door = doorway();
    door.open(room());
    expect(() => door.onApplicationBootstrap()).toThrow(/nobody supplies the effect number_task/);
    for (const name of new Set(effectsOf)) door.effect('task', name, async () => undefined);
    expect(() => door.onApplicationBootstrap()).not.toThrow();
  });

  it('lets nobody supply an effect twice, and knows no process that was not opened', () => {
    const door = doorway();
    door.open(room());
    door.effect('task', 'number_task', async () => undefined);
    door.effect('task', 'number_task', async () => undefined);
    expect(() => door.onApplicationBootstrap()).toThrow('has the effect number_task already');
    const other = doorway();
    other.effect('inspection', 'x', async () => undefined);
    expect(() => other.onApplicationBootstrap()).toThrow('no process inspection');
  });

  it('finds acts by their noun, but never one of the system’s', () => {
    const door = doorway();
    door.open(room());
    expect(door.actOf('task', 'completion')).toBe('complete');
    for (const noun of ['begin', 'complete', '', 'toString', '__proto__'])
      expect(() => door.actOf('task', noun)).toThrow(expect.objectContaining({ status: 404, code: 'act.not_found' }));
  });
});
