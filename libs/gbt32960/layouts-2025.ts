// The fixed fields of the 2025 edition's information bodies, in the order they are sent. `per` is how many raw steps make
// one unit; `zero` is the raw integer that means nought. Where sources differ (§14, 11) this is the reading of most of
// them, and a dialect can bend it.
import { code, layout, packed, quantity } from './fields.ts';

const tempC = quantity(1, 250, { zero: 40 });
const smallNumber = quantity(1, 253, { min: 1 });
const packNumber = quantity(1, 50, { min: 1 });
const voltageV = quantity(2, 60000, { per: 10 });
const currentA = quantity(2, 60000, { per: 10, zero: 30000 });
const rowMv = quantity(2, 60000);
const placeNumber = quantity(2, 65531, { min: 1, sentinels: false });
const dcdcState = code('working', 'open');
const pressureKpa = quantity(2, 5000, { per: 10, zero: 1000 });

/** §7.1, 18 bytes; no pedals any more. */
export const vehicle2025 = layout({
  vehicleState: code('started', 'off', 'other'),
  chargingState: code('parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete'),
  runningMode: code('electric', 'hybrid', 'fuel'),
  speedKmh: quantity(2, 5000, { per: 10 }),
  odometerKm: quantity(4, 9999999, { per: 10 }),
  totalVoltageV: voltageV,
  totalCurrentA: currentA,
  socPct: quantity(1, 100),
  dcdcState,
  gear: packed,
  insulationKohm: quantity(2, 60000),
});

/** §7.2, 10 bytes per motor. */
export const motor2025 = layout({
  number: smallNumber,
  state: code('consuming', 'generating', 'off', 'ready'),
  controllerTempC: tempC,
  speedRpm: quantity(2, 65531, { zero: 32000 }),
  torqueNm: quantity(4, 400000, { per: 10, zero: 200000 }),
  tempC,
});

/** §7.3, 12 bytes. */
export const hydrogenSystem2025 = layout({
  hydrogenMaxTempC: quantity(2, 250, { zero: 40 }),
  hydrogenMaxTempProbe: smallNumber,
  hydrogenMaxVolPct: quantity(2, 60000, { per: 10000 }),
  hydrogenMaxSensor: smallNumber,
  pressureMaxMpa: quantity(2, 1000, { per: 10 }),
  pressureMaxSensor: smallNumber,
  dcdcState,
  remainingPct: quantity(1, 100),
  dcdcTempC: tempC,
});

/** §7.4, 2 bytes. */
export const engine2025 = layout({ crankshaftRpm: quantity(2, 60000) });

/** §7.5, 10 bytes. The second byte says in which coordinates. */
export const position2025 = layout({
  state: packed,
  coordinates: code('wgs84', 'gcj02', 'other'),
  longitudeDeg: quantity(4, 180_000_000, { per: 1_000_000, sentinels: false }),
  latitudeDeg: quantity(4, 90_000_000, { per: 1_000_000, sentinels: false }),
});

/** §7.7 up to the lists of faults, 5 bytes. */
export const alarmHead2025 = layout({ level: quantity(1, 4), flags: quantity(4, 0xfffffffd, { sentinels: false }) });

/** §7.10 up to the number of units, 5 bytes per pack. */
export const cellPack2025 = layout({ number: packNumber, voltageV, currentA });

/** §7.11 up to the number of probes, 1 byte per pack. */
export const temperaturePack2025 = layout({ number: packNumber });

/** §7.12 up to the number of probes, 10 bytes per stack. */
export const stack2025 = layout({
  number: smallNumber,
  voltageV: quantity(2, 20000, { per: 10 }),
  currentA: quantity(2, 20000, { per: 10 }),
  hydrogenInletKpa: pressureKpa,
  airInletKpa: pressureKpa,
  airInletTempC: tempC,
});

/** §7.13 up to the number of cells, 5 bytes. */
export const superCapacitor2025 = layout({ number: smallNumber, voltageV: quantity(2, 10000, { per: 10 }), currentA });

/** §7.14, 18 bytes. */
export const superCapacitorExtremes2025 = layout({
  cellMaxSystem: smallNumber, cellMaxNumber: placeNumber, cellMaxMv: rowMv,
  cellMinSystem: smallNumber, cellMinNumber: placeNumber, cellMinMv: rowMv,
  tempMaxSystem: smallNumber, tempMaxProbe: placeNumber, tempMaxC: tempC,
  tempMinSystem: smallNumber, tempMinProbe: placeNumber, tempMinC: tempC,
});
