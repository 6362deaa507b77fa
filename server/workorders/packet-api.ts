// The contract of a job's packet: how the maker wants an operation done (steps, torque, drawings), and questions to an expert.
import { Bytes, Id, Instant, Nullable, Type, Words, op } from '../platform/contract.ts';

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const Nm = Type.Number({ minimum: 0.1, maximum: 2000 });
export const Step = Type.Object({
  words: Words(300), wordsEn: Words(400), /** What hurts people or the car when it is done wrong. */ caution: Type.Optional(Type.Boolean()),
  torque: Type.Optional(Type.Object({ what: Words(60), whatEn: Words(100), lowNm: Nm, highNm: Nm })), drawingFileId: Type.Optional(Id),
});
export const Instructions = Type.Object({ id: Id, brandId: Id, code: Type.String(), edition: Type.Integer(), steps: Type.Array(Step), source: Type.String(), publishedBy: Type.String(), publishedAt: Instant });
export const Question = Type.Object({ id: Id, words: Type.String(), photos: Type.Array(Id), askedById: Id, askedByName: Type.String(), askedAt: Instant, answer: Nullable(Type.String()), answeredByName: Nullable(Type.String()), answeredAt: Nullable(Instant) });

const readers = ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
export const experts = ['technician', 'warrantyOfficer', 'serviceManager', 'regionalManager'] as const;

const PlacedQuestion = Type.Object({ ...Question.properties, workOrderId: Id, number: Type.String(), plateNo: Nullable(Type.String()), modelName: Type.String(), modelNameEn: Type.String(), outletName: Type.String(), outletNameEn: Type.String(), faultCodes: Type.Array(Type.String()) });

export const packetOps = {
  publishInstructions: op({
    method: 'POST', path: '/instructions', who: ['warrantyOfficer', 'administrator'], summary: 'How an operation is done, as a new edition: steps in both languages, torque with its limits, drawings, and where it comes from',
    input: Type.Object({ brandId: Id, code: Code, steps: Type.Array(Step, { minItems: 1, maxItems: 60 }), source: Words(200) }), output: Instructions, refusals: ['brandNotFound', 'priceBookNotFound', 'operationNotFound', 'fileNotYours', 'limitsCrossed'],
  }),
  listInstructions: op({ method: 'GET', path: '/instructions', who: [...readers], summary: 'The latest edition of how each operation of a brand is done', input: Type.Object({ brandId: Id, code: Type.Optional(Code) }), output: Type.Object({ instructions: Type.Array(Instructions) }), refusals: ['brandNotFound'] }),
  instructionDrawing: op({ method: 'GET', path: '/instructions/:instructionsId/files/:fileId', who: [...readers], summary: 'A drawing of a step', sendsBytes: true, input: Type.Object({ instructionsId: Id, fileId: Id }), output: Bytes, refusals: ['instructionsNotFound', 'notFound'] }),
  listQuestions: op({ method: 'GET', path: '/questions', who: [...experts, 'auditor'], summary: 'Questions of my brands and places: those that wait first, the oldest on top', input: Type.Object({}), output: Type.Object({ questions: Type.Array(PlacedQuestion) }), refusals: [] }),
};
