// The contract of the catalogue: what a number is, which cars it fits, what replaces it.
import { Fen, Id, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { Code, Quantity, planners, readers } from './shapes.ts';

export const partClasses = ['wear', 'general', 'evCore', 'battery', 'body', 'glass', 'fluid', 'electronics', 'tool'] as const;
export const origins = ['originalPart', 'equalQualityPart', 'remanufacturedPart', 'reusedPart'] as const;
const kit = Type.Array(Type.Object({ code: Code, quantity: Quantity }), { maxItems: 30 });
const UnNumber = Type.String({ pattern: '^UN[0-9]{4}$' });
const Entry = Type.Object({
  code: Code, name: Type.String(), nameEn: Type.String(), class: OneOf(partClasses), origin: OneOf(origins), costFen: Nullable(Fen), supplierId: Nullable(Id), lot: Type.Integer(), side: Nullable(OneOf(['left', 'right'] as const)), pairCode: Nullable(Code), colour: Nullable(Type.String()),
  softwareCoded: Type.Boolean(), serialised: Type.Boolean(), coreReturn: Type.Boolean(), unNumber: Nullable(Type.String()), packing: Nullable(Type.String()), socMaxPct: Nullable(Type.Integer()), kit, modelIds: Nullable(Type.Array(Id)), builtFrom: Nullable(LocalDate), builtTo: Nullable(LocalDate),
  shelfLifeDays: Nullable(Type.Integer()), endedOn: Nullable(LocalDate), dutyUntil: Nullable(LocalDate), version: Version,
});
export const catalogueRefusals = ['kitOfItself', 'pairIncomplete', 'packingNeeded', 'chainLoops'] as const;

export const catalogueApi = {
  findParts: op({
    method: 'GET', path: '/parts/catalogue', who: [...readers], summary: 'Numbers by code or name; with a car only what fits it, or must be asked',
    input: Type.Object({ brandId: Id, text: Type.Optional(Type.String({ maxLength: 60 })), vehicleId: Type.Optional(Id), builtOn: Type.Optional(LocalDate), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    output: Type.Object({ parts: Type.Array(Type.Object({ ...Entry.properties, fits: Nullable(OneOf(['yes', 'no', 'ask'] as const)), chain: Type.Array(Code), newest: Code, servedBy: Type.Array(Code), onHandEverywhere: Type.Integer() })) }), refusals: ['brandNotFound', 'vehicleNotFound', 'priceBookNotFound'],
  }),
  savePart: op({
    method: 'POST', path: '/parts/catalogue', who: [...planners], summary: 'What a number is: class, origin, cost, lot, fit, side, colour, coding, serials, dangerous goods, kit',
    input: Type.Object({
      brandId: Id, code: Code, name: Words(60), nameEn: Words(100), class: OneOf(partClasses), origin: OneOf(origins), costFen: Type.Optional(Fen), supplierId: Type.Optional(Id), lot: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })), side: Type.Optional(OneOf(['left', 'right'] as const)), pairCode: Type.Optional(Code), colour: Type.Optional(Words(20)),
      softwareCoded: Type.Optional(Type.Boolean()), serialised: Type.Optional(Type.Boolean()), coreReturn: Type.Optional(Type.Boolean()), unNumber: Type.Optional(UnNumber), packing: Type.Optional(Words(80)), socMaxPct: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })), kit: Type.Optional(kit),
      modelIds: Type.Optional(Type.Array(Id, { maxItems: 50 })), builtFrom: Type.Optional(LocalDate), builtTo: Type.Optional(LocalDate), shelfLifeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })), endedOn: Type.Optional(LocalDate), version: Version,
    }), output: Entry, refusals: ['brandNotFound', 'partNotFound', 'priceBookNotFound', 'kitOfItself', 'pairIncomplete', 'packingNeeded', 'supplierNotFound', 'modelNotFound'],
  }),
  supersede: op({
    method: 'POST', path: '/parts/catalogue/supersede', who: [...planners], summary: 'A newer number stands in for an old one, one way or both; the old stock first if so said; never in a circle',
    input: Type.Object({ brandId: Id, oldCode: Code, newCode: Code, bothWays: Type.Boolean(), useOldFirst: Type.Boolean(), fromOn: Type.Optional(LocalDate), why: Words(200) }), output: Type.Object({ chain: Type.Array(Code) }), refusals: ['brandNotFound', 'partNotFound', 'priceBookNotFound', 'chainLoops'],
  }),
};
