// The contract of telemetry: a vehicle's latest state and its readings, the vehicles that nobody knows, remote diagnosis
// over the whole history of a car, and how long history is kept.
import { Id, Instant, LocalDate, Nullable, OneOf, Type, Words, op } from '../platform/contract.ts';
export { faultSeverities } from './fault-api.ts';
import { faultApi, faultRefusals, FaultMeaning, faultParts, NamedFault } from './fault-api.ts';

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
const Amount = Nullable(Type.Number());
const Count = Type.Integer({ minimum: 0 });
const lookers = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'allianceOfficer', 'administrator'] as const;

/** Whose work needs a car's past, and its bytes; and then only inside a look (looks/look.ts). */
const diagnosers = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager'] as const;
const frameReaders = ['technician', 'serviceManager', 'administrator'] as const;

const measured = {
  vehicleState: Nullable(OneOf(['started', 'off', 'other'])),
  chargingState: Nullable(OneOf(['parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete'])),
  speedKmh: Amount, odometerKm: Amount, socPct: Amount, totalVoltageV: Amount, currentA: Amount, insulationKohm: Amount,
  cellMaxMv: Amount, cellMaxNo: Amount, cellMinMv: Amount, cellMinNo: Amount,
  tempMaxC: Amount, tempMaxNo: Amount, tempMinC: Amount, tempMinNo: Amount,
  alarmLevel: Amount, alarmBits: Amount, lvBatteryMv: Amount,
};

export const VehicleStateNow = Type.Object({
  vin: Type.String(), seenAt: Instant, receivedAt: Instant, clock: OneOf(['good', 'ahead', 'absurd']), online: Type.Boolean(),
  /** How the signature of the newest reading was judged; null: it bore none. */
  signature: Nullable(OneOf(['verified', 'noKey'])),
  ...measured, lon: Amount, lat: Amount, locationPrecise: Type.Boolean(),
});

/** One moment of a chart: the worst of a stretch where that matters, the mean elsewhere. */
export const ReadingPoint = Type.Object({
  at: Instant, readings: Count, socPct: Amount, odometerKm: Amount, speedKmh: Amount, totalVoltageV: Amount, currentA: Amount, insulationKohm: Amount,
  cellMaxMv: Amount, cellMinMv: Amount, cellSpreadMv: Amount, tempMaxC: Amount, tempMinC: Amount, alarmLevel: Amount, lvBatteryMv: Amount,
  charging: Type.Boolean(),
});

export const UnknownVehicle = Type.Object({
  vin: Type.String(), framesCount: Count, framesKept: Count, firstSeenAt: Instant, lastSeenAt: Instant, lastFrameHex: Type.String(), onRegister: Type.Boolean(),
});

export const signalNames = [
  'socPct', 'speedKmh', 'odometerKm', 'totalVoltageV', 'currentA', 'insulationKohm', 'cellMaxMv', 'cellMinMv', 'cellSpreadMv', 'tempMaxC', 'tempMinC', 'tempSpreadC',
  'alarmLevel', 'lvBatteryMv',
] as const;
export const sisterMeasures = ['cellSpreadMaxMv', 'tempMaxC', 'insulationMinKohm', 'lvBatteryMinMv', 'kmPerDay'] as const;
const rowKinds = ['report', 'login', 'logout', 'other'] as const;

const stretch = { vin: Vin, fromAt: Instant, toAt: Instant };
/** Up to when the history is written; null where there is none. */
const writtenTo = Nullable(Instant);
const ofFrame = { at: Instant, receivedAt: Instant, kind: OneOf(rowKinds), defects: Type.Array(Type.String()) };
const HistoryRule = Type.Object({ id: Id, brandId: Type.String(), fromOn: LocalDate, keepDays: Count, source: Type.String(), setBy: Type.String(), setAt: Instant });

export const refusals = [
  'vehicleNotFound', 'stateNotFound', 'unknownVehicleNotFound', 'vehicleNotRegistered', 'stretchNotValid', 'frameNotFound', 'ruleBeginsInThePast', 'notAllowed', 'badInput', ...faultRefusals,
] as const;
const diagnosing = ['vehicleNotFound', 'lookNeeded', 'stretchNotValid'] as const;

const diagnosis = {
  vehicleSignals: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/signals', who: [...diagnosers], summary: 'Signals over hours to months, thinned without losing a peak',
    input: Type.Object({ ...stretch, signals: Type.Optional(Type.Array(OneOf(signalNames), { maxItems: 14 })), stretches: Type.Optional(Type.Integer({ minimum: 10, maximum: 2000 })) }),
    output: Type.Object({
      fromAt: Instant, toAt: Instant, stretchMs: Count,
      /** Nothing from before is shown: it was another owner's time. */
      historyFromAt: Nullable(Instant), readings: Count,
      /** Points are [epoch ms, value]. */
      series: Type.Array(Type.Object({ signal: OneOf(signalNames), points: Type.Array(Type.Array(Type.Number())) })),
    }),
    refusals: [...diagnosing],
  }),
  vehicleCells: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/cells', who: [...diagnosers], summary: 'Every cell or probe over time, at the moments they were furthest apart',
    input: Type.Object({ ...stretch, of: Type.Optional(OneOf(['cells', 'probes'] as const)) }),
    output: Type.Object({ fromAt: Instant, toAt: Instant, writtenTo, of: OneOf(['cells', 'probes'] as const), moments: Type.Array(Type.Object({ at: Instant, values: Type.Array(Amount) })) }),
    refusals: [...diagnosing],
  }),
  vehicleEvents: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/events', who: [...diagnosers], summary: 'Charges, trips, alarms and fault codes of a stretch of time',
    input: Type.Object(stretch),
    output: Type.Object({
      fromAt: Instant, toAt: Instant,
      events: Type.Array(Type.Object({
        kind: OneOf(['charge', 'trip', 'alarm'] as const), fromAt: Instant, toAt: Instant, socFromPct: Amount, socToPct: Amount, km: Amount, alarmBits: Amount, alarmLevel: Amount,
      })),
      faults: Type.Array(Type.Object({ part: OneOf(faultParts), hex: Type.String(), meaning: Nullable(FaultMeaning), times: Count, firstAt: Instant, lastAt: Instant })),
    }),
    refusals: [...diagnosing],
  }),
  listVehicleFrames: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/frames', who: [...frameReaders], summary: 'The frames of a stretch of time, newest first',
    input: Type.Object({ ...stretch, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    output: Type.Object({ writtenTo, frames: Type.Array(Type.Object({ ...ofFrame, edition: Count, command: Count, reissued: Type.Boolean(), bytes: Count, count: Count })) }),
    refusals: [...diagnosing],
  }),
  showVehicleFrame: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/frames/:kind', who: [...frameReaders], summary: 'One moment byte by byte, with its meaning; VIN, SIM card and place are hidden',
    input: Type.Object({ vin: Vin, kind: OneOf(rowKinds), at: Instant }),
    output: Type.Object({
      ...ofFrame,
      frames: Type.Array(Type.Object({
        hex: Type.Array(Type.String()), textZh: Nullable(Type.String()), textEn: Nullable(Type.String()),
        items: Type.Array(Type.Object({ kind: Type.String(), offset: Count, length: Count })),
        /** The maker's codes that this frame names. */
        faults: Type.Array(Type.Object(NamedFault)),
      })),
    }),
    refusals: [...diagnosing, 'frameNotFound'],
  }),
  compareSisters: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/sisters', who: [...diagnosers], summary: 'Where a car stands among cars of its model, without naming them',
    input: Type.Object({ vin: Vin, days: Type.Integer({ minimum: 1, maximum: 90, default: 30 }) }),
    output: Type.Object({
      sinceOn: LocalDate,
      measures: Type.Array(Type.Object({
        measure: OneOf(sisterMeasures),
        /** Null when fewer than five sisters say anything. */
        standing: Nullable(Type.Object({ mine: Amount, sisters: Count, p10: Type.Number(), median: Type.Number(), p90: Type.Number(), betterShare: Amount })),
      })),
    }),
    refusals: [...diagnosing],
  }),
};

const keeping = {
  listHistoryRules: op({
    method: 'GET', path: '/telemetry/history/rules', who: ['administrator', 'auditor'], summary: 'How long history is kept, by brand and day',
    input: Type.Object({}), output: Type.Object({ rules: Type.Array(HistoryRule) }), refusals: [],
  }),
  setHistoryRule: op({
    method: 'POST', path: '/telemetry/history/rules', who: ['administrator'], summary: 'Sets how long a brand keeps its history from a day on',
    input: Type.Object({ brandId: Type.String({ minLength: 1, maxLength: 64, pattern: '^(\\*|[A-Za-z0-9_.:-]+)$' }), fromOn: LocalDate, keepDays: Type.Integer({ minimum: 30, maximum: 36_500 }), source: Words(400) }),
    output: HistoryRule, refusals: ['notAllowed', 'badInput', 'ruleBeginsInThePast'],
  }),
  showHistory: op({
    method: 'GET', path: '/telemetry/history', who: ['administrator', 'auditor'], summary: 'How far the history is written, and how much there is of it',
    input: Type.Object({}),
    output: Type.Object({
      on: Type.Boolean(), writtenTo: Nullable(Instant), framesWaiting: Count,
      brands: Type.Array(Type.Object({ brandId: Id, files: Count, rows: Count, bytes: Count, firstOn: LocalDate, lastOn: LocalDate })),
    }),
    refusals: [],
  }),
};

export const api = {
  showVehicleState: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/state', who: ['owner', ...lookers], summary: 'What a vehicle was last known to be',
    input: Type.Object({ vin: Vin }), output: VehicleStateNow, refusals: ['vehicleNotFound', 'stateNotFound'],
  }),
  vehicleReadings: op({
    method: 'GET', path: '/telemetry/vehicles/:vin/readings', who: ['owner', ...lookers], summary: 'Readings of the last hours, thinned for a chart',
    input: Type.Object({
      vin: Vin, hours: Type.Integer({ minimum: 1, maximum: 168, default: 24 }),
      /** Seconds that one point stands for; left out, about 300 points come back. */
      resolutionSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
    }),
    output: Type.Object({ fromAt: Instant, toAt: Instant, resolutionSeconds: Type.Integer(), points: Type.Array(ReadingPoint) }), refusals: ['vehicleNotFound'],
  }),
  listUnknownVehicles: op({
    method: 'GET', path: '/telemetry/unknown-vehicles', who: ['administrator', 'serviceManager'], summary: 'Vehicles that send data and are on no register',
    input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), after: Type.Optional(Id) }),
    output: Type.Object({ unknownVehicles: Type.Array(UnknownVehicle), total: Count }), refusals: [],
  }),
  adoptUnknownVehicle: op({
    method: 'POST', path: '/telemetry/unknown-vehicles/:vin/adopt', who: ['administrator', 'serviceManager'],
    summary: 'Read what a vehicle sent before it was registered',
    input: Type.Object({ vin: Vin }), output: Type.Object({ vin: Type.String(), frames: Count }),
    refusals: ['unknownVehicleNotFound', 'vehicleNotRegistered'],
  }),
  telemetryState: op({
    method: 'GET', path: '/telemetry/state', who: ['administrator'], summary: 'How far the vehicle stream has been read, and what could not be understood',
    input: Type.Object({}),
    output: Type.Object({
      position: Count, movedAt: Nullable(Instant), framesWaiting: Count, vehiclesOnline: Count, vehiclesKnown: Count, unknownVehicles: Count,
      defects: Type.Array(Type.Object({ reason: Type.String(), vehicles: Count, count: Count, lastAt: Instant })),
    }),
    refusals: [],
  }),
  ...diagnosis,
  ...keeping,
  ...faultApi,
};
