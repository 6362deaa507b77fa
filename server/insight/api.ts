// The contract of questions that reach across modules: who am I here, is the house set up, and the one search box.
import { careOps } from './care-api.ts';
import { monthOps } from './month-api.ts';
import { Id, Nullable, OneOf, Type, op } from '../platform/contract.ts';

const staff = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

export const setUpSteps = ['administrator', 'alliance', 'brand', 'model', 'outlet', 'staff'] as const;
export const hitKinds = ['vehicle', 'owner', 'case', 'workOrder', 'invoice', 'claim', 'staff', 'outlet'] as const;

const Named = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });

export const Me = Type.Object({
  kind: OneOf(['nobody', 'owner', 'staff'] as const),
  id: Nullable(Id), name: Type.String(), language: OneOf(['zh', 'en'] as const),
  /** The password was given by somebody else and should be changed. */
  mustChangePassword: Type.Boolean(),
  grants: Type.Array(Type.Object({ role: Type.String(), brand: Nullable(Named), outlet: Nullable(Named) })),
  /** Brands whose records I may see. */
  brands: Type.Array(Named),
});

export const Hit = Type.Object({
  kind: OneOf(hitKinds), id: Id, brandId: Nullable(Id), label: Type.String(), detail: Type.String(), detailEn: Type.String(),
  /** A case's stage and urgency; null for all else. */
  stage: Nullable(Type.String()), urgency: Nullable(Type.Integer()),
});

export const refusals = [] as const;

export { careMeasures, careValues } from './care-api.ts';
export { figureKinds, measures } from './month-api.ts';

export const api = {
  ...monthOps,
  ...careOps,
  whoAmI: op({
    method: 'GET', path: '/who-am-i', who: ['anyone'], summary: 'Who is signed in, with which roles, brands and outlets',
    input: Type.Object({}), output: Me, refusals: [],
  }),
  setupState: op({
    method: 'GET', path: '/set-up', who: ['anyone'], summary: 'Which steps of the first set-up are done, and which is next',
    input: Type.Object({}),
    output: Type.Object({
      empty: Type.Boolean(), next: Nullable(OneOf(setUpSteps)),
      steps: Type.Array(Type.Object({ step: OneOf(setUpSteps), done: Type.Boolean() })),
    }),
    refusals: [],
  }),
  search: op({
    method: 'GET', path: '/search', who: [...staff], summary: 'One box for plate, VIN, phone, the number of a case, work order, invoice or claim, and names of owners, staff and outlets, also by pinyin',
    input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 60 }) }),
    output: Type.Object({ hits: Type.Array(Hit) }), refusals: [],
  }),
};
