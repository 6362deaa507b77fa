// What was used per month and what is foreseen, with its band. ECharts is loaded with this file only.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '#kit/theme.tsx';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

type Month = { mean: number; low: number; high: number };
const monthAfter = (first: string, months: number): string => {
  const at = new Date(`${first.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
};

export default function ForecastChart({ title, first, history, forecast, names }: { title: string; first: string; history: readonly number[]; forecast: readonly Month[]; names: { used: string; foretold: string } }) {
  const box = useRef<HTMLDivElement>(null);
  const { dark } = useTheme();
  useEffect(() => {
    if (box.current === null) return;
    const style = getComputedStyle(document.documentElement);
    const [ink, line, accent, used] = ['--ink-3', '--line', '--accent', '--line-2'].map((name) => style.getPropertyValue(name));
    const months = Array.from({ length: history.length + forecast.length }, (_, index) => monthAfter(first, index));
    const before = history.slice(0, -1).map(() => null);
    const ahead = (of: (month: Month) => number): (number | null)[] => [...before, null, ...forecast.map(of)];
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false, grid: { left: 40, right: 12, top: 12, bottom: 26 }, tooltip: { trigger: 'axis', backgroundColor: style.getPropertyValue('--paper'), borderColor: line, textStyle: { color: style.getPropertyValue('--ink') } },
      xAxis: { type: 'category', data: months, axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } }, yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
      series: [
        { name: names.used, type: 'bar', barMaxWidth: 14, itemStyle: { color: used }, data: [...history, ...forecast.map(() => null)] },
        { name: 'low', type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, tooltip: { show: false }, data: ahead((month) => month.low) },
        { name: 'band', type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { color: accent, opacity: 0.18 }, tooltip: { show: false }, data: ahead((month) => month.high - month.low) },
        { name: names.foretold, type: 'line', symbolSize: 5, lineStyle: { color: accent, width: 2 }, itemStyle: { color: accent }, data: ahead((month) => month.mean) },
      ],
    });
    const fit = (): void => chart.resize();
    addEventListener('resize', fit);
    return () => {
      removeEventListener('resize', fit);
      chart.dispose();
    };
  }, [first, history, forecast, names, dark]);
  return <div ref={box} className="c-chart" role="img" aria-label={title} />;
}
