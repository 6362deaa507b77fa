// Claims are how the maker's side pays its part of a finished work order: drafted from the order's lines, checked by open
// rules before they are sent, answered with reasons, appealed, settled or taken back; the old parts go back in time, and
// suppliers give back what was theirs.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { draftClaims } from './build-claims.ts';
export { claimAnswered, claimDrafted, claimLate, claimReversed, claimSent, claimSettled, claimWithdrawn, partDue } from './claim.ts';
export { claimsNumbered } from './show-claims.ts';
export { watchClaims } from './return-parts.ts';
