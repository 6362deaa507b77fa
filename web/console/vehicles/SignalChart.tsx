// One signal over time. ECharts is loaded with this file only.
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '#kit/theme.tsx';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type Series = { name: string; unit: string; points: readonly (readonly [at: string, value: number | null])[] };

export default function SignalChart({ title, series }: { title: string; series: readonly Series[] }) {
  const box = useRef<HTMLDivElement>(null);
  const { dark } = useTheme();
  useEffect(() => {
    if (box.current === null) return;
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink-3');
    const colours = [style.getPropertyValue('--accent'), style.getPropertyValue('--warn')];
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false, color: colours, grid: { left: 48, right: 12, top: 16, bottom: 28 }, tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? `${Math.round(value * 10) / 10} ${series[0]?.unit ?? ''}` : '–') },
      xAxis: { type: 'time', axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: style.getPropertyValue('--line') } } },
      yAxis: { type: 'value', scale: true, axisLabel: { color: ink }, splitLine: { lineStyle: { color: style.getPropertyValue('--line') } } },
      series: series.map((one) => ({ name: one.name, type: 'line', showSymbol: false, connectNulls: false, lineStyle: { width: 1.5 }, data: one.points.map(([at, value]) => [at, value]) })),
    });
    const fit = (): void => chart.resize();
    addEventListener('resize', fit);
    return () => {
      removeEventListener('resize', fit);
      chart.dispose();
    };
  }, [series, dark]);
  return <div ref={box} className="c-chart" role="img" aria-label={title} />;
}
