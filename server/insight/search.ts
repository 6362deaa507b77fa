// The one search box of the console: a plate, a VIN or its end, a phone, the number of a case, a work order, an invoice or a claim, the name of an owner, a member of
// staff or an outlet, in characters or as it is typed by sound (zhangwei, zw). Q1 everything comes
// through the doors of the modules, so the walls hold and what is found is masked; Q2 owners only for those who may
// list them; Q3 an open case comes first, for that is what most callers call about.
import type { Input, Output } from '#platform/contract';
import { holds, type Role } from '#platform/actor';
import type { Tx } from '#platform/tx';
import { searchCases } from '#cases';
import { claimsNumbered } from '#claims';
import { invoicesNumbered } from '#invoices';
import { outletsNamed } from '#network';
import { maskPhone, searchOwners, searchStaff } from '#people';
import { searchVehicles } from '#vehicles';
import { ordersNumbered } from '#workorders';
import type { api } from './api.ts';

type Hit = Output<typeof api.search>['hits'][number];
const readsOwners: readonly Role[] = ['agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator', 'auditor'];
const readsStaff: readonly Role[] = ['administrator', 'serviceManager', 'regionalManager', 'auditor'];
const most = 20;
const few = 5;

async function vehicleHits(tx: Tx, text: string): Promise<Hit[]> {
  return (await searchVehicles(tx, text, most)).map((vehicle) => {
    const rest = [vehicle.vinMasked, vehicle.ownerName, vehicle.ownerPhone].join(' · ');
    return {
      kind: 'vehicle', id: vehicle.id, brandId: vehicle.brandId, label: vehicle.plateNo ?? vehicle.vinMasked,
      detail: `${vehicle.modelName} · ${rest}`, detailEn: `${vehicle.modelNameEn} · ${rest}`, stage: null, urgency: null,
    };
  });
}

async function ownerHits(tx: Tx, text: string): Promise<Hit[]> {
  if (!holds(tx.actor, readsOwners)) return [];
  return (await searchOwners(tx, text, most)).map((owner) => ({
    kind: 'owner', id: owner.id, brandId: owner.brandIds[0] ?? null, label: owner.name, detail: maskPhone(owner.phone), detailEn: maskPhone(owner.phone),
    stage: null, urgency: null,
  }));
}

async function staffHits(tx: Tx, text: string): Promise<Hit[]> {
  if (!holds(tx.actor, readsStaff)) return [];
  return (await searchStaff(tx, text, few)).map((member) => ({
    kind: 'staff', id: member.id, brandId: null, label: member.name, detail: member.userName, detailEn: member.userName, stage: null, urgency: null,
  }));
}

const outletHits = async (tx: Tx, text: string): Promise<Hit[]> => (await outletsNamed(tx, text.normalize('NFKC').trim(), few)).map((outlet) => ({
  kind: 'outlet', id: outlet.id, brandId: null, label: outlet.name, detail: `${outlet.city} · ${outlet.phone}`, detailEn: `${outlet.nameEn} · ${outlet.cityEn} · ${outlet.phone}`, stage: null, urgency: null,
}));

async function caseHits(tx: Tx, text: string): Promise<Hit[]> {
  return (await searchCases(tx, text, most)).map((one) => {
    const plate = one.plateNo === null ? '' : `${one.plateNo} · `;
    return {
      kind: 'case', id: one.id, brandId: one.brandId, label: one.number, detail: `${plate}${one.modelName}`, detailEn: `${plate}${one.modelNameEn}`,
      stage: one.stage, urgency: one.urgency,
    };
  });
}

/** Papers by the number that stands on them. (Q1) */
async function paperHits(tx: Tx, text: string): Promise<Hit[]> {
  const number = text.normalize('NFKC').toUpperCase();
  if (!/^[A-Z]\d{4}-\d{2,}$/.test(number)) return [];
  const hit = (kind: Hit['kind'], one: { id: string; brandId: string; number: string; plateNo: string | null }, detail: string, detailEn: string): Hit => ({ kind, id: one.id, brandId: one.brandId, label: one.number, detail: `${one.plateNo ?? '–'} · ${detail}`, detailEn: `${one.plateNo ?? '–'} · ${detailEn}`, stage: null, urgency: null });
  const [orders, invoices, claims] = await Promise.all([ordersNumbered(tx, number, few), invoicesNumbered(tx, number, few), claimsNumbered(tx, number, few)]);
  return [
    ...orders.map((one) => hit('workOrder', one, one.outletName, one.outletNameEn)), ...invoices.map((one) => hit('invoice', one, one.outletName, one.outletNameEn)),
    ...claims.map((one) => hit('claim', one, one.partnerName, one.partnerNameEn)),
  ];
}

export async function search(tx: Tx, input: Input<typeof api.search>) {
  const text = input.text.trim();
  if (text === '') return { hits: [] };
  const cases = await caseHits(tx, text);
  const open = cases.filter((hit) => hit.stage !== 'closed');
  return { hits: [...open, ...(await paperHits(tx, text)), ...(await vehicleHits(tx, text)), ...(await ownerHits(tx, text)), ...(await staffHits(tx, text)), ...(await outletHits(tx, text)), ...cases.filter((hit) => hit.stage === 'closed')] };
}
