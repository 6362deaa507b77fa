// The contract of telemetry: a vehicle's latest state and its readings, and the vehicles that nobody knows.
import { Id, Instant, Nullable, OneOf, Type, op } from '../platform/contract.ts';

const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' });
const Amount = Nullable(Type.Number());
const Count = Type.Integer({ minimum: 0 });
const lookers = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'allianceOfficer', 'administrator'] as const;

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

export const refusals = ['vehicleNotFound', 'stateNotFound', 'unknownVehicleNotFound', 'vehicleNotRegistered'] as const;

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
};
