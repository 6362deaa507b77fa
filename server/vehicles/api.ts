// The contract of the register: cars by VIN, their plates and owners over time. Lists show a VIN with its middle
// hidden; the page of one car shows it whole.
import { Id, LocalDate, Nullable, OneOf, Type, Version, Words, op, page } from '../platform/contract.ts';

export const usageNatures = ['household', 'commercial'] as const;
const readers = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const registrars = ['agent', 'adviser', 'serviceManager', 'administrator'] as const;

const PlateText = Type.String({ minLength: 1, maxLength: 20 });
const Reason = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' });
export const vehicleWarnings = ['checkDigit', 'plateOnAnotherCar'] as const;

const vehicleFields = {
  id: Id, brandId: Id, modelId: Id, modelName: Type.String(), modelNameEn: Type.String(), plateNo: Nullable(Type.String()), colour: Type.String(),
  deliveredOn: Nullable(LocalDate), usageNature: OneOf(usageNatures), version: Version,
};
export const Vehicle = Type.Object({ vin: Type.String(), ownerId: Id, ...vehicleFields });
/** A car as lists show it. */
export const FoundVehicle = Type.Object({ ...vehicleFields, vinMasked: Type.String(), ownerId: Id, ownerName: Type.String(), ownerPhone: Type.String() });
const Changed = Type.Object({ vehicle: Vehicle, warnings: Type.Array(OneOf(vehicleWarnings)) });

export const refusals = [
  'vehicleNotFound', 'vinNotValid', 'vinTaken', 'plateNotValid', 'ownerNotAtBrand', 'sameOwner', 'transferDayNotValid',
] as const;

export const api = {
  findVehicles: op({
    method: 'GET', path: '/vehicles', who: [...readers], summary: 'Cars of my brands by plate, VIN or its end, owner’s phone or name',
    input: Type.Object({ text: Type.Optional(Words(40)), brandId: Type.Optional(Id), modelId: Type.Optional(Id), ownerId: Type.Optional(Id), ...page }),
    output: Type.Object({ vehicles: Type.Array(FoundVehicle), next: Nullable(Type.String()) }), refusals: [],
  }),
  showVehicle: op({
    method: 'GET', path: '/vehicles/:id', who: ['owner', ...readers], summary: 'One car by its id or VIN, with its plates and owners over time',
    input: Type.Object({ id: Id }),
    output: Type.Object({
      vehicle: Vehicle,
      owner: Type.Object({ id: Id, name: Type.String(), phone: Type.String() }),
      plates: Type.Array(Type.Object({ plateNo: Type.String(), fromOn: LocalDate, toOn: Nullable(LocalDate) })),
      owners: Type.Array(Type.Object({ ownerId: Id, name: Type.String(), fromOn: LocalDate, toOn: Nullable(LocalDate) })),
    }),
    refusals: ['vehicleNotFound'],
  }),
  listMyVehicles: op({
    method: 'GET', path: '/my/vehicles', who: ['owner'], summary: 'My cars',
    input: Type.Object({}), output: Type.Object({ vehicles: Type.Array(Vehicle) }), refusals: [],
  }),
  addVehicle: op({
    method: 'POST', path: '/vehicles', who: [...registrars], summary: 'A car enters the register with its first known owner',
    input: Type.Object({
      vin: Type.String({ minLength: 1, maxLength: 40 }), modelId: Id, ownerId: Id, plateNo: Nullable(PlateText), colour: Words(20),
      deliveredOn: Nullable(LocalDate), usageNature: OneOf(usageNatures),
    }),
    output: Changed, refusals: ['vinNotValid', 'vinTaken', 'plateNotValid', 'modelNotFound', 'ownerNotFound', 'ownerNotAtBrand'],
  }),
  changePlate: op({
    method: 'POST', path: '/vehicles/:id/plate', who: [...registrars], summary: 'Another plate from a day on, or none',
    input: Type.Object({ id: Id, plateNo: Nullable(PlateText), fromOn: Type.Optional(LocalDate), version: Version }), output: Changed,
    refusals: ['vehicleNotFound', 'plateNotValid', 'transferDayNotValid'],
  }),
  transferVehicle: op({
    method: 'POST', path: '/vehicles/:id/transfer', who: [...registrars], summary: 'The car has a new owner; the seller loses it at once',
    input: Type.Object({ id: Id, toOwnerId: Id, plateNo: Nullable(PlateText), fromOn: Type.Optional(LocalDate), why: Reason, version: Version }), output: Changed,
    refusals: ['vehicleNotFound', 'ownerNotFound', 'ownerNotAtBrand', 'sameOwner', 'plateNotValid', 'transferDayNotValid'],
  }),
};
