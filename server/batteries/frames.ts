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

/** Nothing is copied: the library takes its own copy of what it keeps. */
export function frameOf(row: BatteryRow): BatteryFrame {
  const frame: BatteryFrame = { at: row.collectedAt.getTime() };
  if (row.totalVoltageV !== null) frame.packV = row.totalVoltageV;
  if (row.currentA !== null) frame.currentA = row.currentA;
  if (row.socPct !== null) frame.socPct = row.socPct;
  if (row.speedKmh !== null) frame.speedKmh = row.speedKmh;
  if (row.odometerKm !== null) frame.odometerKm = row.odometerKm;
  if (row.chargingState !== null) frame.charging = charging[row.chargingState];
  if (row.cellMv !== null) frame.cellMv = row.cellMv;
  if (row.cellMaxMv !== null) frame.cellMaxMv = row.cellMaxMv;
  if (row.cellMinMv !== null) frame.cellMinMv = row.cellMinMv;
  if (row.probeC !== null) frame.probeC = row.probeC;
  if (row.tempMaxC !== null) frame.tempMaxC = row.tempMaxC;
  if (row.tempMinC !== null) frame.tempMinC = row.tempMinC;
  if (row.insulationKohm !== null) frame.insulationKohm = row.insulationKohm;
  if (row.lvBatteryMv !== null) frame.auxV = row.lvBatteryMv / 1000;
  return frame;
}

/** Whether a row says anything of the battery at a moment that can be believed. */
export const tellsOfBattery = (row: { kind: string; clock: string; defects: readonly string[] }): boolean => row.kind === 'report' && row.clock === 'good' && !row.defects.includes('decoderFailed');
