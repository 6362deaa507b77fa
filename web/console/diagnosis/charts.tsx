// The charts of remote diagnosis; ECharts is loaded with this file only. A chart that is zoomed or moved by hand says so,
// and gets data of the new stretch of time instead of a coarser picture of the old.
import { HeatmapChart, LineChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '#kit/theme.tsx';
import type { Range } from './range.ts';

use([LineChart, HeatmapChart, GridComponent, TooltipComponent, DataZoomComponent, MarkAreaComponent, MarkLineComponent, VisualMapComponent, CanvasRenderer]);

export type Band = { from: number; to: number; kind: 'charge' | 'trip' | 'alarm' };
export type Mark = { at: number; name: string; of: 'alert' | 'software' };
export type Series = { name: string; points: readonly (readonly (number | null)[])[] };

const ink = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const bandColour = { charge: 'good-soft', trip: 'info-soft', alarm: 'danger-soft' } as const;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Sets a chart up in a box, keeps it fitting, and ends it; `fill` is called again when what it depends on changes. */
function useChart(fill: (chart: EChartsType) => void, depends: readonly unknown[]) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, null, { renderer: 'canvas' });
    chart.current = made;
    const fit = new ResizeObserver(() => made.resize());
    fit.observe(box.current);
    return () => {
      fit.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (chart.current !== undefined) fill(chart.current);
  }, depends);
  return box;
}

/** Tells of a new range a moment after the hand has come to rest. */
function hearZoom(chart: EChartsType, onRange: (range: Range) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  chart.off('datazoom');
  chart.on('datazoom', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const [zoom] = (chart.getOption()['dataZoom'] ?? []) as { startValue?: number; endValue?: number }[];
      if (zoom?.startValue !== undefined && zoom.endValue !== undefined) onRange({ from: zoom.startValue, to: zoom.endValue });
    }, 350);
  });
}

type LineProps = { label: string; unit: string; series: readonly Series[]; bands: readonly Band[]; marks: readonly Mark[]; range: Range; onRange(range: Range): void };
export function ZoomChart({ label, unit, series, bands, marks, range, onRange }: LineProps) {
  const { dark } = useTheme();
  const box = useChart((chart) => {
    const axis = { axisLabel: { color: ink('ink-3'), hideOverlap: true }, axisLine: { lineStyle: { color: ink('line') } }, splitLine: { lineStyle: { color: ink('line') } } };
    chart.setOption({
      animation: false, color: [ink('accent'), ink('warn')], grid: { left: 56, right: 12, top: 12, bottom: 26 },
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${round(value)} ${unit}` : '–') },
      xAxis: { ...axis, type: 'time', min: range.from, max: range.to, splitLine: { show: false } }, yAxis: { ...axis, type: 'value', scale: true },
      dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, startValue: range.from, endValue: range.to }],
      series: series.map((one, index) => ({
        name: one.name, type: 'line', showSymbol: one.points.length < 3, lineStyle: { width: 1.4 }, data: one.points,
        ...(index > 0 ? {} : {
          markArea: { silent: true, data: bands.map((band) => [{ xAxis: band.from, itemStyle: { color: ink(bandColour[band.kind]) } }, { xAxis: band.to }]) },
          markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: ink('danger'), type: 'dashed' }, data: marks.map((mark) => ({ xAxis: mark.at, name: mark.name, lineStyle: { color: ink(mark.of === 'alert' ? 'danger' : 'info') } })) },
        }),
      })),
    }, { notMerge: true });
    hearZoom(chart, onRange);
  }, [series, bands, marks, range, dark]);
  return <div ref={box} className="d-chart" role="img" aria-label={label} />;
}

type MapProps = { label: string; unit: string; moments: readonly { at: string; off: readonly (number | null)[] }[]; widest: number; cell(no: number): string };
/** Deviations of many cells at many moments. */
export function CellMap({ label, unit, moments, widest, cell }: MapProps) {
  const { dark } = useTheme();
  const box = useChart((chart) => {
    const cells = Math.max(0, ...moments.map((moment) => moment.off.length));
    const axis = { axisLabel: { color: ink('ink-3'), hideOverlap: true }, axisLine: { lineStyle: { color: ink('line') } }, axisTick: { show: false } };
    const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    chart.setOption({
      animation: false, grid: { left: 44, right: 12, top: 8, bottom: 70 },
      tooltip: { confine: true, formatter: (one: { value: [number, number, number] }) => `${time.format(new Date(moments[one.value[0]]?.at ?? 0))}<br>${cell(one.value[1] + 1)}: ${one.value[2] > 0 ? '+' : ''}${round(one.value[2])} ${unit}` },
      xAxis: { ...axis, type: 'category', data: moments.map((moment) => time.format(new Date(moment.at))) },
      yAxis: { ...axis, type: 'category', data: Array.from({ length: cells }, (_, index) => String(index + 1)) },
      visualMap: { min: -widest, max: widest, calculable: false, text: [`+${Math.round(widest)} ${unit}`, `−${Math.round(widest)} ${unit}`], orient: 'horizontal', left: 'center', bottom: 0, textStyle: { color: ink('ink-3') }, formatter: (value: number) => `${Math.round(value)} ${unit}`, inRange: { color: ['#2b6cb0', '#90b4d8', dark ? '#26302e' : '#eef1f0', '#e8a66a', '#b3361e'] } },
      series: [{ type: 'heatmap', progressive: 0, data: moments.flatMap((moment, x) => moment.off.flatMap((value, y) => (value === null ? [] : [[x, y, value]]))) }],
    }, { notMerge: true });
  }, [moments, widest, dark]);
  return <div ref={box} className="d-heat" role="img" aria-label={label} />;
}
