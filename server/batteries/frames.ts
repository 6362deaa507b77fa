// From a decoded row to what the library hears, and from a model to what it is told of the pack beforehand.
// Currents and temperatures keep their sign and unit; a cell that told nothing is 0, a probe NaN, as the library expects.
import { newState, type BatteryFrame, type Pack } from '@careloop/battery';
import type { Model } from '#brands';
import type { BatteryRow } from '#telemetry';

/** The version that the library gives its states. */
export const libraryVersion: number = newState().version;

const charging = { parkedCharging: 1, drivingCharging: 2, notCharging: 3, chargeComplete: 4 } as const;
/** Volts of a cell at its middle, for ampere-hours from kilowatt-hours. */
const nominalV = { NCM: 3.65, LFP: 3.2 } as const;

export const packOf = (model: Pick<Model, 'chemistry' | 'cellCount' | 'batteryKwh'> | undefined): Pack =>
  model === undefined ? {} : { chemistry: model.chemistry === 'LFP' ? 'lfp' : 'ncm', ratedAh: Math.round((10_000 * model.batteryKwh) / (model.cellCount * nominalV[model.chemistry])) / 10, maxV: Math.round(model.cellCount * (model.chemistry === 'LFP' ? 3.65 : 4.25)) };

const optional = <K extends string>(name: K, value: number | null): { [key in K]?: number } => (value === null ? {} : { [name]: value }) as { [key in K]?: number };

export function frameOf(row: BatteryRow): BatteryFrame {
  return {
    at: row.collectedAt.getTime(), ...optional('packV', row.totalVoltageV), ...optional('currentA', row.currentA), ...optional('socPct', row.socPct), ...optional('speedKmh', row.speedKmh),
    ...optional('odometerKm', row.odometerKm), ...(row.chargingState === null ? {} : { charging: charging[row.chargingState] }), ...optional('cellMaxMv', row.cellMaxMv), ...optional('cellMinMv', row.cellMinMv),
    ...(row.cellMv === null ? {} : { cellMv: Uint16Array.from(row.cellMv, (mv) => mv ?? 0) }), ...(row.probeC === null ? {} : { probeC: Float32Array.from(row.probeC, (c) => c ?? Number.NaN) }),
    ...optional('tempMaxC', row.tempMaxC), ...optional('tempMinC', row.tempMinC), ...optional('insulationKohm', row.insulationKohm), ...(row.lvBatteryMv === null ? {} : { auxV: row.lvBatteryMv / 1000 }),
  };
}

/** Whether a row says anything of the battery at a moment that can be believed. */
export const tellsOfBattery = (row: { kind: string; clock: string; defects: readonly string[] }): boolean => row.kind === 'report' && row.clock === 'good' && !row.defects.includes('decoderFailed');
