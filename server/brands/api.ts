// The contract of the alliance, its brands and models. Names and hotlines are public; changing them is for
// administrators, and a new brand is for administrators of the whole alliance.
import { Id, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

/** Brand and model codes are chosen by people and printed on documents. */
const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' });
const Phone = Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+ -]+$' });
const Pct = Type.Integer({ minimum: 1, maximum: 100 });

export const Alliance = Type.Object({ name: Words(40), nameEn: Words(60), version: Version });
export const Brand = Type.Object({ id: Id, name: Words(40), nameEn: Words(60), hotline: Phone, version: Version });
export const chemistries = ['NCM', 'LFP'] as const;

const modelFields = {
  id: Code, brandId: Id, name: Words(40), nameEn: Words(60), chemistry: OneOf(chemistries),
  cellCount: Type.Integer({ minimum: 1, maximum: 800 }), probeCount: Type.Integer({ minimum: 1, maximum: 800 }),
  batteryKwh: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }), rangeKm: Type.Integer({ minimum: 1, maximum: 5000 }),
  threeGuaranteesMinSohPct: Pct, repairWarrantyMinSohPct: Pct,
};
export const Model = Type.Object({ ...modelFields, id: Id, version: Version });

export const refusals = ['brandNotFound', 'modelNotFound', 'brandCodeTaken', 'modelCodeTaken', 'allianceNotSetUp'] as const;

export const api = {
  showAlliance: op({
    method: 'GET', path: '/alliance', who: ['anyone'], summary: 'The alliance and the brands it serves',
    input: Type.Object({}), output: Type.Object({ alliance: Nullable(Alliance) }), refusals: [],
  }),
  setUpAlliance: op({
    method: 'POST', path: '/alliance', who: ['administrator'], summary: 'Names the alliance, first or anew',
    input: Type.Object({ name: Words(40), nameEn: Words(60) }), output: Alliance, refusals: [],
  }),
  listBrands: op({
    method: 'GET', path: '/brands', who: ['anyone'], summary: 'All brands: names and hotlines',
    input: Type.Object({}), output: Type.Object({ brands: Type.Array(Brand) }), refusals: [],
  }),
  addBrand: op({
    method: 'POST', path: '/brands', who: ['administrator'], summary: 'A new brand joins the alliance',
    input: Type.Object({ id: Code, name: Words(40), nameEn: Words(60), hotline: Phone }), output: Brand,
    refusals: ['brandCodeTaken', 'allianceNotSetUp'],
  }),
  changeBrand: op({
    method: 'POST', path: '/brands/:id', who: ['administrator'], summary: 'Corrects names and hotline of a brand',
    input: Type.Object({ id: Id, name: Words(40), nameEn: Words(60), hotline: Phone, version: Version }), output: Brand,
    refusals: ['brandNotFound'],
  }),
  listModels: op({
    method: 'GET', path: '/models', who: ['anyone'], summary: 'Models, of one brand or all',
    input: Type.Object({ brandId: Type.Optional(Id) }), output: Type.Object({ models: Type.Array(Model) }), refusals: [],
  }),
  addModel: op({
    method: 'POST', path: '/models', who: ['administrator'], summary: 'A new model of a brand',
    input: Type.Object(modelFields), output: Model, refusals: ['brandNotFound', 'modelCodeTaken'],
  }),
};
