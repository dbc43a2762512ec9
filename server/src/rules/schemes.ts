import type { Light } from './lights.js';

/** What a light of a scheme looks like; the shapes stay those of `LIGHTS`. */
export const COLOURS = { green: '绿', blue: '蓝', yellow: '黄', orange: '橙', red: '红', grey: '灰' } as const;
export type Colour = keyof typeof COLOURS;

/** The lights that a scheme may name and colour; the others mean the same everywhere. */
export const NAMED_LIGHTS = ['normal', 'due_soon', 'critical', 'overdue', 'no_data'] as const satisfies readonly Light[];
export type NamedLight = (typeof NAMED_LIGHTS)[number];
export type SchemeWords = Record<NamedLight, { label: string; colour: Colour }>;

/** How much of the work is expected when (序时进度). */
export const CURVES = { linear: '匀速', milestones: '按阶段节点', seasonal: '按季节', year_end: '年底集中' } as const;
export type Curve = keyof typeof CURVES;

export const DAY_UNITS = { working: '个工作日', calendar: '天' } as const;
export type DayUnit = keyof typeof DAY_UNITS;

/** 三日制 and its like: so many days before the due day (寿光, 奎屯). */
export interface DaysRules {
  kind: 'days';
  unit: DayUnit;
  /** Days left from which yellow is lit. */
  warn: number;
  /** Days left from which the graver light is lit; null: none before the due day. */
  critical: number | null;
}

/** 序时制: percentage points behind the expected curve (银川, 宣城; 4.5 B). */
export interface PaceRules {
  kind: 'pace';
  curve: Curve;
  /** Share of the work that falls to each month, January first; used by the curves seasonal and year_end. */
  weights: number[];
  warn: number;
  critical: number;
  /** Days after issue for which a task that never reported is grey; then it counts as gravely behind (4.5, 6). */
  graceDays: number;
}

/** 比例制: percent of the time left (商丘; 4.5 C). */
export interface RatioRules {
  kind: 'ratio';
  warn: number;
  critical: number;
}

/** 13710: days after issue by which to take it up, to report, to solve an ordinary matter and a major one; 0 is the end itself (Shanxi; 4.5 D). */
export interface StepRules {
  kind: 'steps';
  receive: number;
  report: number;
  solve: number;
  major: number;
}

export type SchemeRules = DaysRules | PaceRules | RatioRules | StepRules;
export type SchemeKind = SchemeRules['kind'];

export const SCHEME_KINDS: Record<SchemeKind, string> = {
  days: '按剩余天数',
  pace: '按序时进度',
  ratio: '按剩余时间比例',
  steps: '按办理步骤（13710）',
};

export interface Scheme {
  name: string;
  note: string;
  rules: SchemeRules;
  words: SchemeWords;
}

const WORDS: SchemeWords = {
  normal: { label: '正常', colour: 'green' },
  due_soon: { label: '临期', colour: 'yellow' },
  critical: { label: '告急', colour: 'orange' },
  overdue: { label: '逾期', colour: 'red' },
  no_data: { label: '无数据', colour: 'grey' },
};

const PACE_WORDS: SchemeWords = {
  ...WORDS,
  normal: { label: '达进度', colour: 'green' },
  due_soon: { label: '滞后', colour: 'yellow' },
  critical: { label: '严重滞后', colour: 'red' },
};

/** Even months, and the two that differ: work outdoors rests in winter; budgets and checks fall to the last quarter. */
export const WEIGHTS: Record<Curve, number[]> = {
  linear: Array.from({ length: 12 }, () => 1),
  milestones: Array.from({ length: 12 }, () => 1),
  seasonal: [2, 2, 6, 10, 12, 12, 10, 10, 12, 12, 8, 4],
  year_end: [4, 4, 4, 4, 4, 4, 6, 6, 8, 12, 18, 26],
};

/** The schemes of a new house; the first is the default. All are data: an office changes them or adds its own. */
export const SCHEMES: readonly Scheme[] = [
  {
    name: '七日制',
    note: '到期前七天亮黄灯，逾期亮红灯。',
    rules: { kind: 'days', unit: 'calendar', warn: 7, critical: null },
    words: WORDS,
  },
  {
    name: '三日制',
    note: '适合三十天以内的短期任务：到期前三个工作日亮黄灯，当天亮橙灯，逾期亮红灯。',
    rules: { kind: 'days', unit: 'working', warn: 3, critical: 0 },
    words: WORDS,
  },
  {
    name: '序时制',
    note: '适合全年和跨年任务：落后序时进度10个百分点亮黄灯，30个百分点亮红灯；一直不报送的，三十天后按严重滞后计。',
    rules: { kind: 'pace', curve: 'linear', weights: WEIGHTS.linear, warn: 10, critical: 30, graceDays: 30 },
    words: PACE_WORDS,
  },
  {
    name: '比例制',
    note: '剩余时间不到三成亮黄灯，不到一成半亮橙灯，逾期亮红灯。',
    rules: { kind: 'ratio', warn: 30, critical: 15 },
    words: WORDS,
  },
  {
    name: '13710',
    note: '交办后1天签收部署、3天反馈、7天办结一般事项、1个月办结重大事项，直至销号归零。',
    rules: { kind: 'steps', receive: 1, report: 3, solve: 7, major: 30 },
    words: { ...WORDS, due_soon: { label: '超步骤', colour: 'yellow' }, critical: { label: '连超两步', colour: 'orange' } },
  },
];

/** The scheme's thresholds in a sentence. */
export function schemeSentence({ rules, words }: Pick<Scheme, 'rules' | 'words'>): string {
  const [yellow, red] = [`亮“${words.due_soon.label}”`, `亮“${words.critical.label}”`];
  switch (rules.kind) {
    case 'days': {
      const unit = DAY_UNITS[rules.unit];
      const first = `距应办日期${rules.warn}${unit}起${yellow}`;
      if (rules.critical === null) return first;
      return `${first}，${rules.critical === 0 ? '当天' : `${rules.critical}${unit}起`}${red}`;
    }
    case 'pace':
      return `落后序时进度（${CURVES[rules.curve]}）${rules.warn}个百分点${yellow}，${rules.critical}个百分点${red}；${rules.graceDays}天没有报送过的${red}`;
    case 'ratio':
      return `剩余时间不到${rules.warn}%${yellow}，不到${rules.critical}%${red}`;
    case 'steps':
      return `交办后${rules.receive}天签收、${rules.report}天反馈、一般事项${rules.solve}天办结、重大事项${rules.major}天办结；超一步${yellow}，超两步${red}`;
  }
}
