// One signal over time. ECharts is loaded with this file only.
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { clockTime, dayOf, whenWords } from '#kit/figures.tsx';
import { useTheme } from '#kit/theme.tsx';
import { useLanguage } from '#kit/words.tsx';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export type Series = { name: string; unit: string; points: readonly (readonly [at: string, value: number | null])[] };

export default function SignalChart({ title, series, hours }: { title: string; series: readonly Series[]; /** How long ago the picture begins; without: with its first point. */ hours?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const { dark } = useTheme();
  const { language } = useLanguage();
  useEffect(() => {
    if (box.current === null) return;
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink-3');
    const colours = [style.getPropertyValue('--accent'), style.getPropertyValue('--warn')];
    const moments = series.flatMap((one) => one.points.flatMap(([at, value]) => (value === null ? [] : [Date.parse(at)])));
    const until = Math.max(Date.now(), ...moments);
    const few = new Set(moments).size < 3;
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false, color: colours, grid: { left: 48, right: 12, top: 24, bottom: 28 }, tooltip: { trigger: 'axis', backgroundColor: style.getPropertyValue('--paper'), borderColor: style.getPropertyValue('--line'), textStyle: { color: style.getPropertyValue('--ink') }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${Math.round(value * 10) / 10} ${series[0]?.unit ?? ''}` : '–') },
      legend: { show: series.length > 1, right: 8, top: 0, itemWidth: 14, itemHeight: 2, textStyle: { color: ink } },
      xAxis: { type: 'time', ...(hours !== undefined ? { min: until - hours * 3_600_000, max: until } : few && moments.length > 0 ? { min: Math.min(...moments) - 300_000, max: Math.max(...moments) + 300_000 } : {}), axisPointer: { label: { formatter: ({ value }: { value: unknown }) => whenWords(new Date(Number(value)), language) } }, axisLabel: { color: ink, hideOverlap: true, formatter: (value: number) => (clockTime(new Date(value), language) === '00:00' ? dayOf(new Date(value)).slice(5) : clockTime(new Date(value), language)) }, axisLine: { lineStyle: { color: style.getPropertyValue('--line') } } },
      yAxis: { type: 'value', scale: true, axisLabel: { color: ink }, splitLine: { lineStyle: { color: style.getPropertyValue('--line') } } },
      series: series.map((one) => ({ name: one.name, type: 'line', showSymbol: few, symbolSize: 7, connectNulls: false, lineStyle: { width: 1.5 }, data: one.points.map(([at, value]) => [at, value]) })),
    });
    const fit = (): void => chart.resize();
    addEventListener('resize', fit);
    return () => {
      removeEventListener('resize', fit);
      chart.dispose();
    };
  }, [series, hours, dark, language]);
  return <div ref={box} className="c-chart" role="img" aria-label={title} />;
}
