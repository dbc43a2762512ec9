import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

export interface EChartProps {
  option: EChartsCoreOption;
  height: number;
  /** What the picture says, for those who cannot see it. */
  label: string;
  /** The figures behind it: also shown as a table on demand. */
  table: { head: string[]; rows: (string | number)[][] };
  onPick?: (params: { seriesName?: string; name: string; dataIndex: number }) => void;
}

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** The drawing itself, as SVG so that it prints sharply; follows the width of its place. */
export default function Canvas({ option, height, label, onPick }: Omit<EChartProps, 'table'>) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(place.current!, null, { renderer: 'svg', locale: 'ZH' });
    chart.setOption(option);
    if (onPick) chart.on('click', params => onPick(params as unknown as Parameters<typeof onPick>[0]));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current!);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option, onPick]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
