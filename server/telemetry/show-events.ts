// What a car did and what its own computer complained of: charges, trips, and stretches of alarms, out of its readings;
// and the fault codes it named. E1 a silence of a quarter of an hour ends a stretch.
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { readingsBetween } from './history-store.ts';
import { windowOf } from './car-window.ts';
import { hexOf, meaningsOf } from './fault-codes.ts';
import { lakeOf, pastOf } from './past.ts';
import type { Reading } from './reading.ts';

const silenceMs = 900_000;
const eventsMost = 500;

/** A stretch of time in which a car did one thing, or one set of alarms stood. */
export type Stretch = { doing: string; fromMs: number; toMs: number; socFrom: number | null; socTo: number | null; kmFrom: number | null; kmTo: number | null };

/** Lays stretches that follow each other without silence into one; those given are in the order of time. (E1) */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const next of stretches) {
    const last = all.at(-1);
    if (last !== undefined && last.doing === next.doing && next.fromMs - last.toMs <= silenceMs) {
      all[all.length - 1] = { ...last, toMs: Math.max(last.toMs, next.toMs), socTo: next.socTo ?? last.socTo, kmTo: next.kmTo ?? last.kmTo, socFrom: last.socFrom ?? next.socFrom, kmFrom: last.kmFrom ?? next.kmFrom };
    } else all.push(next);
  }
  return all;
}

type What = 'doing' | 'alarms';
const expressions: Record<What, { doing: string; known: string }> = {
  doing: {
    doing: "case when charging_state in ('parkedCharging', 'drivingCharging') then 'charge' when vehicle_state = 'started' then 'trip' else 'rest' end",
    known: '(vehicle_state is not null or charging_state is not null)',
  },
  alarms: { doing: "coalesce(alarm_bits, 0) || ':' || coalesce(alarm_level, 0)", known: 'alarm_bits is not null' },
};
function doingOf(reading: Reading, what: What): string | null {
  if (what === 'alarms') return reading.alarmBits === null ? null : `${reading.alarmBits}:${reading.alarmLevel ?? 0}`;
  if (reading.chargingState === 'parkedCharging' || reading.chargingState === 'drivingCharging') return 'charge';
  return reading.vehicleState === 'started' ? 'trip' : reading.vehicleState === null && reading.chargingState === null ? null : 'rest';
}

export const stretchStatement = (what: What) => (from: string, where: string): string => `
  with r as (select epoch_ms(collected_at) as ms, ${expressions[what].doing} as doing, soc_pct, odometer_km from ${from} where ${where} and kind = 'report' and ${expressions[what].known}),
  m as (select *, case when lag(doing) over w is distinct from doing or ms - lag(ms) over w > ${silenceMs} then 1 else 0 end as begins from r window w as (order by ms)),
  g as (select *, sum(begins) over (order by ms rows unbounded preceding) as n from m)
  select doing, min(ms)::double as "fromMs", max(ms)::double as "toMs", arg_min(soc_pct, ms)::double as "socFrom", arg_max(soc_pct, ms)::double as "socTo",
    min(odometer_km)::double as "kmFrom", max(odometer_km)::double as "kmTo" from g group by n, doing order by 2`;

const asStretch = (reading: Reading, doing: string): Stretch =>
  ({ doing, fromMs: reading.at.getTime(), toMs: reading.at.getTime(), socFrom: reading.socPct, socTo: reading.socPct, kmFrom: reading.odometerKm, kmTo: reading.odometerKm });

function told(stretch: Stretch) {
  const [bits, level] = stretch.doing.split(':').map(Number) as [number, number];
  const kind: 'charge' | 'trip' | 'alarm' = stretch.doing === 'charge' || stretch.doing === 'trip' ? stretch.doing : 'alarm';
  return {
    kind, fromAt: new Date(stretch.fromMs), toAt: new Date(stretch.toMs), socFromPct: stretch.socFrom, socToPct: stretch.socTo,
    km: stretch.kmFrom === null || stretch.kmTo === null ? null : Math.round((stretch.kmTo - stretch.kmFrom) * 10) / 10,
    alarmBits: kind === 'alarm' ? bits : null, alarmLevel: kind === 'alarm' ? level : null,
  };
}

const faultStatement = (from: string, where: string): string => (['battery', 'motor', 'engine', 'other'] as const).map((part) => `
  select '${part}' as part, code::double as code, count(*)::int as times, min(ms)::double as "firstMs", max(ms)::double as "lastMs"
  from (select unnest(${part}_faults) as code, epoch_ms(collected_at) as ms from ${from} where ${where} and ${part}_faults is not null) group by code`).join(' union all ');
type Fault = { part: 'battery' | 'motor' | 'engine' | 'other'; code: number; times: number; firstMs: number; lastMs: number };

export async function vehicleEvents(tx: Tx, input: Input<typeof api.vehicleEvents>) {
  const window = await windowOf(tx, input, 'history');
  const past = await pastOf(tx, window);
  const recent = await readingsBetween(tx, window.vehicle.vin, window.vehicle.ownerId, past.readingsFrom, window.toAt);
  const stretchesOf = async (what: What): Promise<Stretch[]> => joined([
    ...(await past.ask<Stretch>(stretchStatement(what))),
    ...recent.flatMap((reading) => {
      const doing = doingOf(reading, what);
      return doing === null ? [] : [asStretch(reading, doing)];
    }),
  ]);
  const did = (await stretchesOf('doing')).filter((one) => one.doing !== 'rest' && one.toMs > one.fromMs);
  const complained = (await stretchesOf('alarms')).filter((one) => one.doing !== '0:0');
  const faults = await (await lakeOf(tx, window))<Fault>(faultStatement);
  const meaning = await meaningsOf(tx, window.vehicle, faults.map((fault) => hexOf(fault.code)));
  return {
    fromAt: window.fromAt, toAt: window.toAt, events: [...did, ...complained].sort((a, b) => b.fromMs - a.fromMs).slice(0, eventsMost).map(told),
    faults: faults.map(({ firstMs, lastMs, code, part, times }) => ({ part, hex: hexOf(code), meaning: meaning(hexOf(code), new Date(lastMs)), times, firstAt: new Date(firstMs), lastAt: new Date(lastMs) })),
  };
}
