// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { addForwardTarget, changeForwardTarget, listForwardTargets } from './manage-targets.ts';
import { forwardDays, forwardProof, forwardProofCsv } from './proof.ts';

export const routes = serve(api, { listForwardTargets, addForwardTarget, changeForwardTarget, forwardDays, forwardProof, forwardProofCsv });
