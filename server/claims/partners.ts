// Who claims go to: the maker of a brand and its suppliers, each with terms by version; and what suppliers give back of what
// the maker accepted. P1 terms are never edited: new ones begin on a day that has not passed; P2 suppliers are asked for no
// more of a line than was accepted, over all recoveries together.
import { findBrand } from '#brands';
import { actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { claimers, type api } from './api.ts';
import { sumOf } from './claim.ts';
import { claimToEdit, pageOf, tellOf } from './show-claims.ts';
import { insertClaim, insertPartner, insertTerms, partnerById, partnersOf, recoveriesOf, termsOf, touchPartner, type Partner } from './store.ts';

const keepers: readonly Role[] = ['warrantyOfficer', 'regionalManager', 'administrator'];
const readers: readonly Role[] = ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];

async function shown(tx: Tx, partners: readonly Partner[]) {
  const terms = Map.groupBy(await termsOf(tx, partners.map((one) => one.id)), (one) => one.partnerId);
  return partners.map((one) => ({ ...one, terms: terms.get(one.id) ?? [] }));
}
export const listPartners = async (tx: Tx, input: Input<typeof api.listPartners>) => ({ partners: await shown(tx, (await partnersOf(tx, input.brandId)).filter((one) => holds(tx.actor, readers, one))) });

export async function addPartner(tx: Tx, input: Input<typeof api.addPartner>) {
  if (!holds(tx.actor, keepers, { brandId: input.brandId })) refuse('notAllowed');
  await findBrand(tx, input.brandId);
  const { brandId, kind, name, nameEn, contact, ...terms } = input;
  const partner = (await insertPartner(tx, { id: newId(), brandId, kind, name: name.trim(), nameEn: nameEn.trim(), contact: contact.trim() })) ?? refuse('partnerTaken', { field: 'kind' });
  await insertTerms(tx, brandId, { ...terms, partnerId: partner.id, version: 1, byName: actorName(tx.actor) });
  tx.record({ action: 'claims.addPartner', subject: 'claimPartners', subjectId: partner.id, brandId, version: 1, after: { ...partner, terms } });
  tx.announce({ topic: 'claims', id: partner.id, brandId });
  return (await shown(tx, [partner]))[0] ?? refuse('partnerNotFound');
}

/** (P1) */
export async function setPartnerTerms(tx: Tx, input: Input<typeof api.setPartnerTerms>) {
  const known = await partnerById(tx, input.partnerId);
  if (known === undefined || !holds(tx.actor, keepers, known)) return refuse('partnerNotFound');
  if (input.validFrom < beijingDay(tx.now)) refuse('termsInPast', { field: 'validFrom' });
  const partner = (await touchPartner(tx, known.id, input.version)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'claimPartners', known.id, input.version) });
  const { partnerId, version: _version, ...terms } = input;
  await insertTerms(tx, known.brandId, { ...terms, partnerId, version: partner.version, byName: actorName(tx.actor) });
  tx.record({ action: 'claims.setPartnerTerms', subject: 'claimPartners', subjectId: partner.id, brandId: partner.brandId, version: partner.version, after: terms });
  tx.announce({ topic: 'claims', id: partner.id, brandId: partner.brandId });
  return (await shown(tx, [partner]))[0] ?? refuse('partnerNotFound');
}

/** (P2) */
export async function recoverFromSupplier(tx: Tx, input: Input<typeof api.recoverFromSupplier>) {
  const claim = await claimToEdit(tx, input.claimId, input.version, claimers);
  if (claim.kind !== 'maker' || !['accepted', 'partlyAccepted', 'settled'].includes(claim.state)) refuse('claimNotNow', { state: claim.state });
  const partner = await partnerById(tx, input.partnerId);
  if (partner === undefined || partner.brandId !== claim.brandId || partner.kind !== 'supplier') return refuse('partnerNotFound', { field: 'partnerId' });
  const asked = (await recoveriesOf(tx, claim.id)).flatMap((one) => one.lines);
  const lines = input.lines.map((wanted) => {
    const line = claim.lines.find((one) => one.lineId === wanted.lineId) ?? refuse('lineNotFound');
    const already = sumOf(asked.filter((one) => one.lineId === line.lineId)) + sumOf(input.lines.filter((one) => one !== wanted && one.lineId === line.lineId));
    if (wanted.claimedFen + already > (line.acceptedFen ?? 0)) refuse('recoveryTooMuch', { field: 'lines', code: line.code });
    return { ...line, claimedFen: wanted.claimedFen, acceptedFen: null, reason: null, words: null };
  });
  const recovery = (await insertClaim(tx, { ...claim, id: newId(), number: await nextNumber(tx, 'KS'), kind: 'supplier', partnerId: partner.id, partnerName: partner.name, partnerNameEn: partner.nameEn, parentId: claim.id, lines, claimedFen: sumOf(lines) })) ?? refuse('claimNotNow');
  tellOf(tx, recovery, 'claims.recover', { after: { of: claim.number, claimedFen: recovery.claimedFen } });
  return pageOf(tx, recovery);
}
