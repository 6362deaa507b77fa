// How readings and latest states are written: whole batches as one array per column, which is what a database takes fastest.
import { many, run, sql, write, type Sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Measured, Reading } from './reading.ts';

export type State = Measured & {
  vin: string; brandId: string; ownerId: string; seenAt: Date; receivedAt: Date; clock: Reading['clock'];
  loggedInAt: Date | null; loggedOutAt: Date | null; signature?: Reading['signature'];
};

type Column = readonly [field: string, column: string, type: string];
const measured: readonly Column[] = [
  ['vehicleState', 'vehicle_state', 'text'], ['chargingState', 'charging_state', 'text'], ['speedKmh', 'speed_kmh', 'real'], ['odometerKm', 'odometer_km', 'float8'],
  ['socPct', 'soc_pct', 'real'], ['totalVoltageV', 'total_voltage_v', 'real'], ['currentA', 'current_a', 'real'], ['insulationKohm', 'insulation_kohm', 'real'],
  ['cellMaxMv', 'cell_max_mv', 'int'], ['cellMaxNo', 'cell_max_no', 'int'], ['cellMinMv', 'cell_min_mv', 'int'], ['cellMinNo', 'cell_min_no', 'int'],
  ['tempMaxC', 'temp_max_c', 'real'], ['tempMaxNo', 'temp_max_no', 'int'], ['tempMinC', 'temp_min_c', 'real'], ['tempMinNo', 'temp_min_no', 'int'],
  ['alarmLevel', 'alarm_level', 'smallint'], ['alarmBits', 'alarm_bits', 'bigint'],
  ['alarmBits2', 'alarm_bits2', 'bigint'], ['alarmBits3', 'alarm_bits3', 'bigint'], ['alarmBits4', 'alarm_bits4', 'bigint'], ['lon', 'lon', 'float8'], ['lat', 'lat', 'float8'], ['lvBatteryMv', 'lv_battery_mv', 'int'],
];
const readingColumns: readonly Column[] = [['vin', 'vin', 'text'], ['at', 'at', 'timestamptz'], ['brandId', 'brand_id', 'text'], ['ownerId', 'owner_id', 'text'],
  ['receivedAt', 'received_at', 'timestamptz'], ['clock', 'clock', 'text'], ['reissued', 'reissued', 'boolean'], ['signature', 'signature', 'text'], ...measured];
const stateColumns: readonly Column[] = [['vin', 'vin', 'text'], ['brandId', 'brand_id', 'text'], ['ownerId', 'owner_id', 'text'], ['seenAt', 'seen_at', 'timestamptz'],
  ['receivedAt', 'received_at', 'timestamptz'], ['clock', 'clock', 'text'], ['loggedInAt', 'logged_in_at', 'timestamptz'], ['loggedOutAt', 'logged_out_at', 'timestamptz'], ['signature', 'signature', 'text'], ...measured];

const quoted = (text: string): string => (/^[A-Za-z0-9_-]+$/.test(text) && text !== 'NULL' ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);

/** One column of a batch as PostgreSQL writes an array. */
function arrayOf(rows: readonly object[], [field]: Column): string {
  let text = '{';
  for (let i = 0; i < rows.length; i++) {
    const value = (rows[i] as Record<string, unknown>)[field];
    if (i > 0) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else if (value instanceof Date) text += value.toISOString();
    else text += quoted(String(value));
  }
  return `${text}}`;
}

/** Fixed SQL text with one array per column; `names` and `updates` are written once per table, never from data. */
const raw = (text: string): Sql => sql([text] as unknown as TemplateStringsArray);
const namesOf = (columns: readonly Column[]): Sql => raw(columns.map(([, column]) => column).join(', '));
const updatesOf = (columns: readonly Column[]): Sql => raw(columns.map(([, column]) => `${column} = excluded.${column}`).join(', '));
/** The text between the arrays, as the columns have it. */
const betweenOf = (columns: readonly Column[]): TemplateStringsArray =>
  ['unnest(', ...columns.map(([, , type], index) => (index < columns.length - 1 ? `::${type}[], ` : `::${type}[])`))] as unknown as TemplateStringsArray;
const between = new Map([readingColumns, stateColumns].map((columns) => [columns, betweenOf(columns)]));
const arraysOf = (rows: readonly object[], columns: readonly Column[]): Sql => sql(between.get(columns) as TemplateStringsArray, ...columns.map((column) => arrayOf(rows, column)));

const readingNames = namesOf(readingColumns);
const measuredUpdates = updatesOf(measured);
const stateNames = namesOf(stateColumns);
const stateUpdates = updatesOf(stateColumns.slice(1));

/** Adds readings of moments that are not known yet; answers which of them (by place) were known and are left as they were. */
export const addReadings = async (tx: Tx, readings: readonly Reading[]): Promise<number[]> =>
  (await many<{ place: number }>(tx, sql`with given as materialized (select * from ${arraysOf(readings, readingColumns)} with ordinality as r(${readingNames}, place)),
    added as (insert into telemetry.readings (${readingNames}) select ${readingNames} from given order by place on conflict (vin, at) do nothing returning vin, at)
    select given.place from given left join added on added.vin = given.vin and added.at = given.at where added.vin is null order by given.place`)).map((row) => row.place - 1);

export const readingsAt = (tx: Tx, keys: readonly { vin: string; at: Date }[]): Promise<Reading[]> =>
  many(tx, sql`select r.* from telemetry.readings r
    join unnest(${keys.map((key) => key.vin)}::text[], ${keys.map((key) => key.at.toISOString())}::timestamptz[]) as k(vin, at) on r.vin = k.vin and r.at = k.at`);

/** Writes what is measured of readings that are known. */
export const completeReadings = (tx: Tx, readings: readonly Reading[]): Promise<number> =>
  run(tx, sql`insert into telemetry.readings (${readingNames}) select * from ${arraysOf(readings, readingColumns)} on conflict (vin, at) do update set ${measuredUpdates}`);

export const statesOf = (tx: Tx, vins: readonly string[]): Promise<State[]> =>
  many(tx, sql`select s.* from unnest(${vins}::text[]) as v(vin) join telemetry.states s on s.vin = v.vin`);

export const writeStates = (tx: Tx, states: readonly State[]): void =>
  write(tx, sql`insert into telemetry.states (${stateNames}) select * from ${arraysOf(states, stateColumns)} on conflict (vin) do update set ${stateUpdates}`);
