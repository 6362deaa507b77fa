// The contract of prices: the list that anyone may read, the books that make it, and the draft of the next one. Prices include VAT, in fen.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const partOrigins = ['originalPart', 'equalQualityPart', 'remanufacturedPart', 'reusedPart'] as const;
export const certificateNeeds = ['makerGeneral', 'calibration'] as const;
export const bayNeeds = ['lift', 'hvBay', 'batteryLift', 'calibration', 'paint', 'bodyRepair'] as const;
/** Special tools of an outlet that some operations take. */
export const toolNeeds = ['insulationTester', 'hvMultimeter', 'torqueWrench', 'airtightnessTester', 'packLift', 'adasTarget', 'wheelAligner', 'hvGloves'] as const;
export const coverages = ['general', 'evCore', 'wear', 'none'] as const;
export const lineKinds = ['labour', 'part'] as const;

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const staff = ['agent', 'adviser', 'technician', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator'] as const;

/** A labour operation in plain words. `labourCentihours` is hundredths of an hour, in steps of five. */
export const LabourOperation = Type.Object({
  code: Code, system: Words(40), name: Words(60), nameEn: Words(100), what: Words(300), whatEn: Words(400),
  labourCentihours: Type.Integer({ minimum: 0, maximum: 10_000, multipleOf: 5 }),
  hv: Type.Boolean(), safety: Type.Boolean(), mobile: Type.Boolean(),
  certificate: Nullable(OneOf(certificateNeeds)), bayCapability: Nullable(OneOf(bayNeeds)),
  /** The level of the maker's course that it takes; 1 when it says nothing. */
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  tools: Type.Optional(Type.Array(OneOf(toolNeeds), { maxItems: 8, uniqueItems: true })),
  /** Operations whose work is part of this one: on the same estimate they cost nothing more. */
  includes: Type.Array(Code, { maxItems: 30 }),
  parts: Type.Array(Type.Object({ code: Code, quantity: Type.Integer({ minimum: 1, maximum: 1000 }) }), { maxItems: 30 }),
  /** Troubles of a case that this operation usually answers. */
  troubles: Type.Array(Words(40), { maxItems: 30 }),
  coverage: OneOf(coverages), modelIds: Nullable(Type.Array(Id)),
});
export const Part = Type.Object({ code: Code, name: Words(60), nameEn: Words(100), origin: OneOf(partOrigins), unitFen: Fen, coverage: OneOf(coverages), modelIds: Nullable(Type.Array(Id)) });
export const BookContent = Type.Object({
  /** Labour per hour by city tier 1 to 4. */
  ratesFenPerHour: Type.Array(Type.Integer({ minimum: 0, maximum: 1_000_000 }), { minItems: 4, maxItems: 4 }),
  operations: Type.Array(LabourOperation, { maxItems: 2000 }), parts: Type.Array(Part, { maxItems: 20_000 }),
});
export const PricedLine = Type.Object({
  kind: OneOf(lineKinds), code: Code, name: Type.String(), nameEn: Type.String(), quantity: Type.Integer(), unitFen: Fen, totalFen: Fen,
  labourCentihours: Type.Integer(), forOperation: Nullable(Code), includedIn: Nullable(Code), origin: Nullable(OneOf(partOrigins)), coverage: OneOf(coverages),
});
export const ListedOperation = Type.Object({ ...LabourOperation.properties, lines: Type.Array(PricedLine), labourFen: Fen, partsFen: Fen, totalFen: Fen });

export const Fault = Type.Object({ fault: OneOf(['twice', 'includesUnknown', 'needsUnknownPart', 'includesItself'] as const), code: Type.String(), other: Nullable(Type.String()) });
export const PriceChange = Type.Object({
  kind: OneOf(['rate', 'operation', 'part'] as const), code: Type.String(), name: Type.String(), nameEn: Type.String(), how: OneOf(['added', 'removed', 'changed'] as const),
  fields: Type.Array(Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() })),
  /** In a first-tier city. */
  beforeFen: Nullable(Fen), afterFen: Nullable(Fen),
});
const DraftPage = Type.Object({
  draft: Nullable(Type.Object({ id: Id, brandId: Id, content: BookContent, startedBy: Type.String(), startedAt: Instant, changedBy: Type.String(), changedAt: Instant, version: Version })),
  present: Nullable(Type.Object({ id: Id, validFrom: LocalDate, operations: Type.Integer(), parts: Type.Integer() })),
  changes: Type.Array(PriceChange), faults: Type.Array(Fault),
});
const publishers = ['administrator', 'regionalManager'] as const;

export const refusals = ['priceDraftNotFound', 'priceDraftUnchanged', 'priceBookNotFound', 'priceBookTaken', 'priceBookInPast', 'priceBookBroken', 'operationNotFound', 'partNotFound'] as const;

const listed = {
  showPriceList: op({
    method: 'GET', path: '/prices/list', who: ['anyone'], summary: 'What the work costs, by brand, model and city tier, and since when',
    input: Type.Object({ brandId: Id, modelId: Type.Optional(Id), tier: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })), on: Type.Optional(LocalDate) }),
    output: Type.Object({
      brandId: Id, tier: Type.Integer(), validFrom: LocalDate, ratesFenPerHour: Type.Array(Fen), operations: Type.Array(ListedOperation), parts: Type.Array(Part),
      /** Finding a fault takes time that is agreed before and paid: what the smallest step and an hour of it cost. */
      diagnosis: Type.Object({ stepCentihours: Type.Integer(), stepFen: Fen, hourFen: Fen }),
    }),
    refusals: ['priceBookNotFound', 'brandNotFound'],
  }),
  findOperations: op({
    method: 'GET', path: '/prices/operations', who: [...staff], summary: 'Operations by code, Chinese or English name, or by the trouble they answer',
    input: Type.Object({ brandId: Id, modelId: Type.Optional(Id), tier: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })), text: Type.Optional(Words(40)), trouble: Type.Optional(Words(40)) }),
    output: Type.Object({ operations: Type.Array(ListedOperation), parts: Type.Array(Part) }), refusals: ['priceBookNotFound'],
  }),
  listPriceBooks: op({
    method: 'GET', path: '/prices/books', who: ['regionalManager', 'allianceOfficer', 'auditor', 'administrator', 'serviceManager'], summary: 'All published books of my brands, newest first',
    input: Type.Object({ brandId: Type.Optional(Id) }),
    output: Type.Object({ books: Type.Array(Type.Object({
      id: Id, brandId: Id, validFrom: LocalDate, publishedBy: Type.String(), publishedAt: Instant, note: Type.String(), operations: Type.Integer(), parts: Type.Integer(),
    })) }), refusals: [],
  }),
  publishPrices: op({
    method: 'POST', path: '/prices/books', who: [...publishers], summary: 'Publishes a book from a day on; old documents keep their prices',
    input: Type.Object({ brandId: Id, validFrom: LocalDate, note: Words(200), content: BookContent }),
    output: Type.Object({ id: Id, validFrom: LocalDate }), refusals: ['priceBookTaken', 'priceBookInPast', 'priceBookBroken', 'brandNotFound'],
  }),
};

const drafted = {
  showPriceDraft: op({
    method: 'GET', path: '/prices/drafts/:brandId', who: [...publishers], summary: 'The draft of a brand’s next book, and how it differs from the one in force',
    input: Type.Object({ brandId: Id }), output: DraftPage, refusals: ['brandNotFound'],
  }),
  startPriceDraft: op({
    method: 'POST', path: '/prices/drafts/:brandId', who: [...publishers], summary: 'Begins a draft from the book in force; a brand has one',
    input: Type.Object({ brandId: Id }), output: DraftPage, refusals: ['brandNotFound'],
  }),
  changePriceDraft: op({
    method: 'POST', path: '/prices/drafts/:brandId/change', who: [...publishers], summary: 'Puts rates, operations and parts into the draft, or takes them out',
    input: Type.Object({
      brandId: Id, version: Version, ratesFenPerHour: Type.Optional(BookContent.properties.ratesFenPerHour),
      operations: Type.Optional(Type.Array(LabourOperation, { maxItems: 200 })), parts: Type.Optional(Type.Array(Part, { maxItems: 500 })),
      removeOperations: Type.Optional(Type.Array(Code, { maxItems: 200 })), removeParts: Type.Optional(Type.Array(Code, { maxItems: 500 })),
    }),
    output: DraftPage, refusals: ['brandNotFound', 'priceDraftNotFound'],
  }),
  dropPriceDraft: op({
    method: 'POST', path: '/prices/drafts/:brandId/drop', who: [...publishers], summary: 'Throws the draft away; what is published stays',
    input: Type.Object({ brandId: Id, version: Version }), output: Done, refusals: ['brandNotFound', 'priceDraftNotFound'],
  }),
  publishPriceDraft: op({
    method: 'POST', path: '/prices/drafts/:brandId/publish', who: [...publishers], summary: 'The draft becomes the book from a day on, with the reason; old documents keep their prices',
    input: Type.Object({ brandId: Id, version: Version, validFrom: LocalDate, note: Words(200) }),
    output: Type.Object({ id: Id, validFrom: LocalDate }), refusals: ['brandNotFound', 'priceDraftNotFound', 'priceDraftUnchanged', 'priceBookTaken', 'priceBookInPast', 'priceBookBroken'],
  }),
};

export const api = { ...listed, ...drafted };
