// The fixed fields of the 2016 edition's information bodies, in the order they are sent, as printed in clause 7 and
// Annex B. `per` is how many raw steps make one unit; `zero` is the raw integer that means nought.
import { code, layout, packed, quantity } from './fields.ts';

const tempC = quantity(1, 250, { zero: 40 });
const smallNumber = quantity(1, 250, { min: 1 });
const probeNumber = quantity(1, 252, { min: 1 });
const currentA = quantity(2, 20000, { per: 10, zero: 10000 });
const cellMv = quantity(2, 15000);
const dcdcState = code('working', 'open');

/** §7.1, with the pedals of Annex B; on platform links the last two bytes are a reserved word. 20 bytes. */
export const vehicle2016 = layout({
  vehicleState: code('started', 'off', 'other'),
  chargingState: code('parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete'),
  runningMode: code('electric', 'hybrid', 'fuel'),
  speedKmh: quantity(2, 2200, { per: 10 }),
  odometerKm: quantity(4, 9999999, { per: 10 }),
  totalVoltageV: quantity(2, 10000, { per: 10 }),
  totalCurrentA: currentA,
  socPct: quantity(1, 100),
  dcdcState,
  gear: packed,
  insulationKohm: quantity(2, 60000, { sentinels: false }),
  acceleratorPct: quantity(1, 100),
  brakePct: packed,
});

/** §7.2, 12 bytes per motor. */
export const motor2016 = layout({
  number: quantity(1, 253, { min: 1, sentinels: false }),
  state: code('consuming', 'generating', 'off', 'ready'),
  controllerTempC: tempC,
  speedRpm: quantity(2, 65531, { zero: 20000 }),
  torqueNm: quantity(2, 65531, { per: 10, zero: 20000 }),
  tempC,
  controllerVoltageV: quantity(2, 60000, { per: 10 }),
  controllerCurrentA: currentA,
});

/** §7.3 up to the probes, 6 bytes. */
export const fuelCellHead2016 = layout({
  voltageV: quantity(2, 20000, { per: 10 }),
  currentA: quantity(2, 20000, { per: 10 }),
  fuelKgPer100km: quantity(2, 60000, { per: 100 }),
});
/** §7.3 after the probes, 10 bytes. */
export const fuelCellTail2016 = layout({
  hydrogenMaxTempC: quantity(2, 2400, { per: 10, zero: 400 }),
  hydrogenMaxTempProbe: probeNumber,
  hydrogenMaxMgPerKg: quantity(2, 60000),
  hydrogenMaxSensor: probeNumber,
  pressureMaxMpa: quantity(2, 1000, { per: 10, sentinels: false }),
  pressureMaxSensor: probeNumber,
  dcdcState,
});

/** §7.4, 5 bytes. */
export const engine2016 = layout({
  state: code('running', 'off'),
  crankshaftRpm: quantity(2, 60000),
  fuelLPer100km: quantity(2, 60000, { per: 100 }),
});

/** §7.5, 9 bytes; the signs stand in the state byte. */
export const position2016 = layout({
  state: packed,
  longitudeDeg: quantity(4, 180_000_000, { per: 1_000_000, sentinels: false }),
  latitudeDeg: quantity(4, 90_000_000, { per: 1_000_000, sentinels: false }),
});

/** §7.6, 14 bytes. */
export const extremes2016 = layout({
  cellMaxSubsystem: smallNumber, cellMaxNumber: smallNumber, cellMaxMv: cellMv,
  cellMinSubsystem: smallNumber, cellMinNumber: smallNumber, cellMinMv: cellMv,
  tempMaxSubsystem: smallNumber, tempMaxProbe: smallNumber, tempMaxC: tempC,
  tempMinSubsystem: smallNumber, tempMinProbe: smallNumber, tempMinC: tempC,
});

/** §7.7 up to the lists of faults, 5 bytes. */
export const alarmHead2016 = layout({
  level: quantity(1, 3),
  flags: quantity(4, 0xfffffffd, { sentinels: false }),
});

/** §7.8 up to the number of cells in this frame, 9 bytes per subsystem. */
export const cellSubsystem2016 = layout({
  number: quantity(1, 250, { min: 1, sentinels: false }),
  voltageV: quantity(2, 10000, { per: 10 }),
  currentA,
  cellCount: quantity(2, 65531, { min: 1 }),
  firstCell: quantity(2, 65531, { min: 1, sentinels: false }),
});

/** §7.9 up to the number of probes, 1 byte per subsystem. */
export const temperatureSubsystem2016 = layout({ number: quantity(1, 250, { min: 1, sentinels: false }) });
