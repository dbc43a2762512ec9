import { actOf } from '../../../test/support/bodies.js';
import type { Actor, ActorPost, Role } from './actor.js';
import { ASSIGNMENT_PROCESS, type AssignmentFacts } from './assignment.process.js';
import { PROCESSES } from './index.js';
import { type AnyProcess, faultsByField, faultsOf, mayPerform, openActs, reasonsAgainst } from './process.js';

const post = (role: Role, unitId: number, subtree = [unitId]): ActorPost => ({
  postId: 1,
  name: '岗位',
  role,
  unitId,
  unitName: '单位',
  subtree,
});
const person = (...posts: ActorPost[]): Actor => ({ accountId: 1, name: '某人', posts, ip: null });

/** A door that is knocked on, opened and closed; each broken table below differs from it in one thing. */
const DOOR: AnyProcess = {
  name: 'door',
  collection: 'doors',
  label: '门',
  classifier: '扇',
  states: { shut: { label: '关着' }, open: { label: '开着' }, gone: { label: '拆了', final: true } },
  initial: 'shut',
  relations: { keeper: { label: '看门人', reach: 'own' }, above: { label: '上级', reach: 'subtree' } },
  acts: {
    open: {
      label: '开门',
      noun: 'opening',
      from: ['shut'],
      to: 'open',
      who: [{ role: 'unit_staff', as: 'keeper' }],
      carries: [{ name: 'reason', label: '理由', kind: 'text', required: true }],
      guards: [() => ['门锁着。'], () => ['钥匙不在。', '看门人不在。']],
      effects: [],
      tone: 'primary',
    },
    take_out: {
      label: '拆门',
      noun: 'removal',
      from: ['shut', 'open'],
      to: 'gone',
      who: [{ role: 'leader', as: 'above' }],
      carries: [],
      guards: [],
      effects: [],
      tone: 'danger',
    },
    knock: {
      label: '敲门',
      noun: 'knock',
      from: ['shut'],
      to: 'same',
      who: [{ role: 'system', as: 'keeper' }],
      carries: [],
      guards: [],
      effects: [],
      tone: 'plain',
    },
  },
};

/** The door with one act changed. */
const withAct = (name: string, change: object): AnyProcess => ({
  ...DOOR,
  acts: { ...DOOR.acts, [name]: { ...actOf(DOOR, name), ...change } },
});

describe('a table that must not start', () => {
  it('the tables of the house and the door are sound', () => {
    for (const process of [...PROCESSES, DOOR]) expect([process.name, faultsOf(process)]).toEqual([process.name, []]);
  });

  it.each<[string, AnyProcess, string]>([
    ['an act from nowhere', withAct('open', { from: ['ajar'] }), 'door.open: unknown state ajar'],
    ['an act to nowhere', withAct('open', { to: 'ajar' }), 'door.open: unknown state ajar'],
    ['an unknown relation', withAct('open', { who: [{ role: 'leader', as: 'owner' }] }), 'door.open: unknown relation owner'],
    ['an act for nobody', withAct('open', { who: [] }), 'door.open: nobody may do it'],
    ['an act without a verb', withAct('open', { label: '' }), 'door.open: no label'],
    ['two acts on one noun', withAct('open', { noun: 'removal' }), 'door.take_out: the noun removal is taken'],
    [
      'a field without a label',
      withAct('open', { carries: [{ name: 'reason', label: '', kind: 'text', required: true }] }),
      'door.open.reason: no label',
    ],
    ['an undoing that does not undo', withAct('open', { undoneBy: 'take_out' }), 'door.open: take_out does not take it back'],
    ['an undoing that there is not', withAct('open', { undoneBy: 'shut_up' }), 'door.open: shut_up does not take it back'],
    ['an unreachable state', { ...DOOR, states: { ...DOOR.states, ajar: { label: '虚掩', final: true } } }, 'door: ajar cannot be reached'],
    ['a dead end', { ...DOOR, states: { ...DOOR.states, gone: { label: '拆了' } } }, 'door: nothing leads out of gone'],
    [
      'an end that is none',
      { ...DOOR, states: { ...DOOR.states, open: { label: '开着', final: true } } },
      'door: open is final and yet something leads out of it',
    ],
    ['a table that nobody can name', { ...DOOR, classifier: '' }, 'door: no label or no classifier'],
    ['a state without a label', { ...DOOR, states: { ...DOOR.states, open: { label: '' } } }, 'door: open has no label'],
  ])('%s', (_what, process, fault) => {
    expect(faultsOf(process)).toContain(fault);
  });
});

describe('who may do what', () => {
  const facts = { places: { keeper: [7], above: [7] } };
  const may = (act: string, actor: Actor) => mayPerform(DOOR, actOf(DOOR, act), facts, actor);

  it('own unit: only a post in that very unit, not above it and not below', () => {
    expect(may('open', person(post('unit_staff', 7)))).toBe(true);
    expect(may('open', person(post('unit_staff', 1, [1, 7])))).toBe(false);
    expect(may('open', person(post('unit_staff', 8)))).toBe(false);
  });

  it('subtree: the unit or any above it', () => {
    expect(may('take_out', person(post('leader', 7)))).toBe(true);
    expect(may('take_out', person(post('leader', 1, [1, 7, 8])))).toBe(true);
    expect(may('take_out', person(post('leader', 8)))).toBe(false);
  });

  it('role and unit have to come from the same post', () => {
    expect(may('open', person(post('dept_head', 7), post('unit_staff', 8)))).toBe(false);
    expect(may('open', person(post('unit_staff', 8), post('unit_staff', 7)))).toBe(true);
  });

  it('what is the system’s is nobody else’s, and nobody without a post may anything', () => {
    expect(may('knock', { accountId: null, name: '系统', posts: [], ip: null })).toBe(true);
    for (const name of Object.keys(DOOR.acts)) expect(may(name, person())).toBe(false);
    expect(may('knock', person(post('sys_admin', 7)))).toBe(false);
    expect(may('open', { accountId: null, name: '系统', posts: [], ip: null })).toBe(false);
  });
});

describe('open and closed acts', () => {
  const facts = { places: { keeper: [7], above: [7] } };

  it('gives every reason of every guard, and leaves out what state or role do not allow', () => {
    expect(openActs(DOOR, 'shut', facts, person(post('unit_staff', 7)), '2026-11-22')).toEqual({
      permittedActs: [],
      blockedActs: [{ act: 'open', reasons: ['门锁着。', '钥匙不在。', '看门人不在。'] }],
    });
    expect(openActs(DOOR, 'open', facts, person(post('unit_staff', 7)), '2026-11-22')).toEqual({ permittedActs: [], blockedActs: [] });
    expect(openActs(DOOR, 'open', facts, person(post('leader', 7)), '2026-11-22').permittedActs).toEqual(['take_out']);
  });

  it('asks guards without an input while nothing has been typed', () => {
    const seen: unknown[] = [];
    const watch = (_facts: unknown, { input }: { input: unknown }) => {
      seen.push(input);
      return [];
    };
    const curious = withAct('open', { guards: [watch] });
    openActs(curious, 'shut', facts, person(post('unit_staff', 7)), '2026-11-22');
    expect(seen).toEqual([null]);
    expect(reasonsAgainst(actOf(curious, 'open'), facts, { actor: person(), today: '2026-11-22', input: { reason: 'x' } })).toEqual([]);
    expect(seen).toEqual([null, { reason: 'x' }]);
  });
});

describe('reasons by field', () => {
  const report = ASSIGNMENT_PROCESS.acts.report;
  const facts: AssignmentFacts = {
    places: { assignee: [1], lead: [1], owner: [3], supervising: [2] },
    role: 'lead',
    taskState: 'suspended',
    taskDeadline: null,
    lastPercent: 60,
    hasApprovedReport: false,
    periods: [],
    indicators: [],
    handlerId: null,
    otherWeights: 0,
    sharingUnitIds: [],
  };
  const context = { actor: person(post('unit_staff', 1)), today: '2026-11-22' };

  it('a reason that goes when a field is left empty is that field’s; one about the record is nobody’s', () => {
    const input = { period: null, percent: 40, doneText: '三个乡镇已完成', readings: null };
    expect(faultsByField(report, facts, { ...context, input })).toEqual({
      percent: expect.stringMatching(/^本次进度 40% 低于上次报送的 60%/),
    });
    expect(reasonsAgainst(report, facts, { ...context, input })).toHaveLength(2);
  });

  it('nothing wrong, or nothing typed yet: no field is at fault', () => {
    expect(faultsByField(report, { ...facts, taskState: 'in_progress' }, { ...context, input: { percent: 60, doneText: '同前' } })).toEqual(
      {},
    );
    expect(faultsByField(report, facts, { ...context, input: null })).toEqual({});
  });
});
