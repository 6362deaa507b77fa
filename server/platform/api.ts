// Operations of the platform itself: photos and signatures come in here, and belong to no record until one names them.
import { roles } from './actor.ts';
import { Id, Type, op } from './contract.ts';
import { platformRefusals } from './refusals.ts';

export const refusals = platformRefusals;

export const api = {
  uploadFile: op({
    method: 'POST', path: '/files', who: ['owner', ...roles], summary: 'Upload a photo, a signature, or a PDF as evidence; the body is the file',
    input: Type.Object({}), output: Type.Object({ fileId: Id, mediaType: Type.String() }), refusals: ['tooLarge', 'tooManyFiles'], raw: true,
  }),
};
