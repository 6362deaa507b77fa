// Operations of claims on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { buildClaims } from './build-claims.ts';
import { addPartner, listPartners, recoverFromSupplier, setPartnerTerms } from './partners.ts';
import { claimPartFile, movePart } from './return-parts.ts';
import { amendClaim, answerClaim, appealClaim, checkClaim, reverseClaim, sendClaim, settleClaim, withdrawClaim } from './send-claim.ts';
import { listCheckRules, listClaims, showClaim } from './show-claims.ts';

export const routes = serve(api, {
  listClaims, showClaim, buildClaims, amendClaim, checkClaim, sendClaim, withdrawClaim, answerClaim, appealClaim, settleClaim, reverseClaim, movePart, claimPartFile, listPartners, addPartner, setPartnerTerms, recoverFromSupplier, listCheckRules,
});
