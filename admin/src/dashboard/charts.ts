import { COLOURS } from '../theme.js';

const FONT = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';

export interface Series {
  name: string;
  colour: string;
  values: number[];
}

/** Horizontal stacked bars of counts, one bar per name, the first on top; patterns tell the parts apart without colour. */
export function stackedBars(names: string[], series: Series[]) {
  return {
    textStyle: { fontFamily: FONT },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: DECALS } },
    animation: false,
    grid: { left: 8, right: 24, top: 30, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: COLOURS.ink, fontSize: 12 } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: { fontSize: 12 } },
    xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#ece9e3' } }, axisLabel: { color: COLOURS.inkSoft } },
    yAxis: {
      type: 'category',
      data: names,
      inverse: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: COLOURS.line } },
      axisLabel: { color: COLOURS.ink, fontSize: 12, lineHeight: 15, width: 176, overflow: 'truncate' },
    },
    series: series.map(({ name, colour, values }) => ({
      name,
      type: 'bar',
      stack: 'all',
      barMaxWidth: 20,
      itemStyle: { color: colour },
      label: { show: true, fontSize: 11, color: '#fff', textBorderColor: 'rgba(0,0,0,.55)', textBorderWidth: 2, formatter: hideZero },
      data: values,
    })),
  };
}

const hideZero = ({ value }: { value: number }) => (value > 0 ? String(value) : '');

const line = 'rgba(255,255,255,.55)';
const DECALS = [
  { symbol: 'none' },
  { color: line, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  {
    color: line,
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.5,
    symbol: 'circle',
  },
  { color: line, dashArrayX: [1, 0], dashArrayY: [4, 3], rotation: -Math.PI / 4 },
];
