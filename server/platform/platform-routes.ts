// The platform's own operations on their verbs.
import { api } from './api.ts';
import { keepFile } from './files.ts';
import { serve } from './routes.ts';

export const routes = serve(api, {
  uploadFile: (tx, _input, call) => keepFile(tx, call.bytes),
});
