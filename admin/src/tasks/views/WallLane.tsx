import type { WallRow } from '../../api/types.js';
import { COLOURS, LIGHT_COLOURS } from '../../theme.js';
import { type Axis, placeOf } from './months.js';

export const LANE_HEIGHT = 30;
const MIDDLE = LANE_HEIGHT / 2;
const PHASE_SIGNS = { reached: '◆', behind: '✖', unknown: '◇' } as const;
const at = (share: number) => `${(share * 100).toFixed(3)}%`;

/** One task against time: its bar with what is done, the phases, the deadline first set and the one that counts, and a flag. Sharp in print. */
export function WallLane({ row, axis, today, words }: { row: WallRow; axis: Axis; today: string; words: string }) {
  const { begin, deadline, originalDeadline, light, phases } = row;
  const { ink, ground, chart } = LIGHT_COLOURS[light];
  const from = placeOf(axis, begin ?? phases[0]?.dueDate ?? today);
  const to = placeOf(axis, deadline ?? phases.at(-1)?.dueDate ?? axis.to);
  const first = originalDeadline && deadline && originalDeadline < deadline ? placeOf(axis, originalDeadline) : to;
  const width = Math.max(to - from, 0.002);
  return (
    <svg width="100%" height={LANE_HEIGHT} role="img" aria-label={words} style={{ display: 'block', overflow: 'visible' }}>
      <title>{words}</title>
      <Lines axis={axis} today={today} />
      <rect
        x={at(from)}
        width={at(width)}
        y={MIDDLE - 5}
        height={10}
        fill={ground}
        stroke={ink}
        strokeDasharray={deadline ? undefined : '4 3'}
      />
      <rect x={at(from)} width={at((width * (row.percent ?? 0)) / 100)} y={MIDDLE - 5} height={10} fill={chart} />
      {first < to && <line x1={at(first)} x2={at(first)} y1={MIDDLE - 8} y2={MIDDLE + 8} stroke={ink} strokeDasharray="2 2" />}
      {phases.map(({ year, dueDate, verdict }) => (
        <Sign
          key={year}
          place={placeOf(axis, dueDate)}
          sign={PHASE_SIGNS[verdict ?? 'unknown']}
          fill={verdict === 'behind' ? '#a6261c' : ink}
        />
      ))}
      {deadline && <Sign place={to} sign="▼" fill={ink} y={9} />}
      {row.completedOn && <Sign place={placeOf(axis, row.completedOn)} sign="⚑" fill="#c0392b" y={11} size={14} />}
      {light === 'overdue' && <Sign place={placeOf(axis, today)} sign="⚑" fill="#000" y={11} size={14} />}
    </svg>
  );
}

function Sign({ place, sign, fill, y = MIDDLE + 5, size = 12 }: { place: number; sign: string; fill: string; y?: number; size?: number }) {
  return (
    <text x={at(place)} y={y} fontSize={size} textAnchor={place > 0.99 ? 'end' : 'middle'} fill={fill}>
      {sign}
    </text>
  );
}

/** The beginnings of the periods, those of years stronger, and today. */
function Lines({ axis, today }: { axis: Axis; today: string }) {
  return (
    <>
      {axis.ticks.map(({ day, newYear }) => (
        <line
          key={day}
          x1={at(placeOf(axis, day))}
          x2={at(placeOf(axis, day))}
          y1={0}
          y2={LANE_HEIGHT}
          stroke={newYear ? '#b7b2a8' : COLOURS.line}
        />
      ))}
      <line x1={at(placeOf(axis, today))} x2={at(placeOf(axis, today))} y1={0} y2={LANE_HEIGHT} stroke="#c0392b" strokeDasharray="3 2" />
    </>
  );
}

/** The names of the periods over the lanes, with the years above them. */
export function WallHead({ axis, today, todayLabel }: { axis: Axis; today: string; todayLabel: string }) {
  const years = axis.ticks.filter((tick, index) => tick.newYear || index === 0);
  return (
    <svg width="100%" height={38} aria-hidden="true" style={{ display: 'block', overflow: 'visible' }}>
      {axis.ticks.some(({ label }) => label.length < 4) &&
        years.map(({ day }) => (
          <text key={day} x={at(placeOf(axis, day))} dx={4} y={13} fontSize={12} fontWeight={600} fill={COLOURS.ink}>
            {day.slice(0, 4)}
          </text>
        ))}
      {axis.ticks.map(({ day, label }) => (
        <text key={day} x={at(placeOf(axis, day))} dx={4} y={30} fontSize={11} fill={COLOURS.inkSoft}>
          {label}
        </text>
      ))}
      <text x={at(placeOf(axis, today))} y={13} fontSize={11} textAnchor="end" fill="#c0392b">
        {todayLabel}
      </text>
    </svg>
  );
}
