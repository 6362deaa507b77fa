// The contract of what stands around alerts: storms of one trouble over many cars, cars in a workshop, areas of weather.
import { Done, Id, Instant, Nullable, OneOf, Type, Version, Words, op, type TSchema } from '../platform/contract.ts';

const weatherKinds = ['heat', 'frost', 'flood', 'rainstorm'] as const;
const Count = Type.Integer({ minimum: 0 });
const keepers = ['agent', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator'] as const;
const shop = ['adviser', 'technician', 'serviceManager', 'administrator'] as const;

const Point = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2 });
export const Area = Type.Object({
  id: Id, kind: OneOf(weatherKinds), level: Type.Integer({ minimum: 1, maximum: 4 }), name: Type.String(), nameEn: Type.String(), outline: Type.Array(Point), fromAt: Instant, toAt: Instant,
  source: Type.String(), byName: Type.String(), enteredAt: Instant, endedAt: Nullable(Instant), endedWhy: Nullable(Type.String()), version: Version,
  /** Cars of brands one may see: inside now, and ever. */
  carsInside: Count, carsEver: Count,
});
const Maintenance = Type.Object({
  id: Id, vehicleId: Nullable(Id), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), vinMasked: Type.String(), brandId: Id,
  fromVisit: Type.Boolean(), why: Nullable(Type.String()), byName: Type.String(), sinceAt: Instant, untilAt: Nullable(Instant), endedAt: Nullable(Instant), alerts: Count,
});

export const around = <Line extends TSchema, Kind extends TSchema>({ AlertLine, Kind, watchers }: { AlertLine: Line; Kind: Kind; watchers: readonly ('agent' | 'adviser' | 'technician' | 'dispatcher' | 'warrantyOfficer' | 'serviceManager' | 'regionalManager' | 'allianceOfficer' | 'administrator')[] }) => {
  const Storm = Type.Object({
    id: Id, number: Type.String(), brandId: Id, kind: Kind, sharedBy: OneOf(['model', 'area', 'brand']), modelName: Nullable(Type.String()), modelNameEn: Nullable(Type.String()),
    beganAt: Instant, lastAt: Instant, endedAt: Nullable(Instant), cars: Count, open: Count, dangers: Count,
  });
  return {
    listStorms: op({
      method: 'GET', path: '/alerts/storms', who: watchers, summary: 'One trouble of many cars, told as one: what goes on, and the last that ended',
      input: Type.Object({ open: Type.Optional(Type.Boolean()) }), output: Type.Object({ storms: Type.Array(Storm) }), refusals: [],
    }),
    showStorm: op({
      method: 'GET', path: '/alerts/storms/:stormId', who: watchers, summary: 'A storm with its cars, the dangerous and open ones first',
      input: Type.Object({ stormId: Id }), output: Type.Object({ storm: Storm, alerts: Type.Array(AlertLine) }), refusals: ['stormNotFound'],
    }),
    listMaintenance: op({
      method: 'GET', path: '/alerts/maintenance', who: watchers, summary: 'Cars in a workshop, whose alerts wake nobody',
      input: Type.Object({}), output: Type.Object({ maintenance: Type.Array(Maintenance) }), refusals: [],
    }),
    beginMaintenance: op({
      method: 'POST', path: '/alerts/maintenance', who: shop, summary: 'A car is being worked on outside a visit: its alerts wake nobody until then',
      input: Type.Object({ vehicleId: Id, untilAt: Instant, why: Words(300) }), output: Maintenance, refusals: ['vehicleNotFound', 'inMaintenanceAlready', 'notAllowed', 'timesCannotBe'],
    }),
    endMaintenance: op({
      method: 'POST', path: '/alerts/maintenance/:maintenanceId/end', who: shop, summary: 'The car is on its own again; what is still open is told',
      input: Type.Object({ maintenanceId: Id }), output: Done, refusals: ['maintenanceNotFound', 'notAllowed'],
    }),
    listAreas: op({
      method: 'GET', path: '/alerts/areas', who: watchers, summary: 'Areas of bad weather, what is in force first',
      input: Type.Object({}), output: Type.Object({ areas: Type.Array(Area) }), refusals: [],
    }),
    addArea: op({
      method: 'POST', path: '/alerts/areas', who: keepers, summary: 'Bad weather over a city or inside an outline',
      input: Type.Object({
        kind: OneOf(weatherKinds), level: Type.Integer({ minimum: 1, maximum: 4 }), name: Words(80), nameEn: Type.Optional(Words(80)),
        city: Type.Optional(Words(20)), radiusKm: Type.Optional(Type.Number({ minimum: 1, maximum: 200 })), outline: Type.Optional(Type.Array(Point, { minItems: 3, maxItems: 200 })),
        fromAt: Instant, toAt: Instant,
      }),
      output: Area, refusals: ['areaCannotBe', 'cityNotFound'],
    }),
    endArea: op({
      method: 'POST', path: '/alerts/areas/:areaId/end', who: keepers, summary: 'The weather is over before its time',
      input: Type.Object({ areaId: Id, version: Version, why: Words(300) }), output: Area, refusals: ['areaNotFound', 'areaOver', 'staleEdit'],
    }),
    areaCars: op({
      method: 'GET', path: '/alerts/areas/:areaId/cars', who: watchers, summary: 'Which cars are in an area of weather, by their latest place',
      input: Type.Object({ areaId: Id }),
      output: Type.Object({ cars: Type.Array(Type.Object({ vehicleId: Nullable(Id), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), vinMasked: Type.String(), brandId: Id, enteredAt: Instant, leftAt: Nullable(Instant) })) }),
      refusals: ['areaNotFound'],
    }),
  };
};
