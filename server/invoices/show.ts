// Invoices as their readers see them; looking one up is asking permission.
import { entriesAbout } from '#ledger';
import { outletsById } from '#network';
import { holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { foundVehicles, normalPlate, vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import type { Invoice } from './invoice.ts';
import { invoiceById, invoicesOfOwner, listedInvoices, lockInvoice, payersOf, paymentsOf, refundsOf } from './store.ts';

const lookers: readonly Role[] = ['agent', 'adviser', 'cashier', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const maySee = (tx: Tx, one: Invoice): boolean => (tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, lookers, one));
export async function findInvoice(tx: Tx, id: string): Promise<Invoice> {
  const one = await invoiceById(tx, id);
  return one !== undefined && maySee(tx, one) ? one : refuse('invoiceNotFound', { id });
}
/** The invoice for an edit by one of these roles (or its owner), kept from others until the transaction ends. */
export async function invoiceToEdit(tx: Tx, input: { invoiceId: string; version: number }, roles: readonly Role[]): Promise<Invoice> {
  const seen = await findInvoice(tx, input.invoiceId);
  if (tx.actor.kind === 'staff' && !holds(tx.actor, roles, seen)) refuse('notAllowed');
  const invoice = (await lockInvoice(tx, seen.id)) ?? refuse('invoiceNotFound', { id: seen.id });
  if (invoice.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'invoices', invoice.id, input.version) });
  return invoice;
}
export const tellOf = (tx: Tx, one: Invoice, action: `invoices.${string}`, more: { after?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'invoices', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'invoices', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};

async function shown(tx: Tx, list: readonly Invoice[]) {
  const outlets = await outletsById(tx, list.map((one) => one.outletId));
  const vehicles = await vehiclesByVin(tx, list.map((one) => one.vin));
  return list.map((one) => ({ ...one, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '', plateNo: vehicles.get(one.vin)?.plateNo ?? null }));
}

export async function myInvoices(tx: Tx, input: Input<typeof api.myInvoices>) {
  if (tx.actor.kind !== 'owner') return { invoices: [] };
  const list = await invoicesOfOwner(tx, tx.actor.id, input.caseId);
  const own = new Map((await payersOf(tx, list.map((one) => one.id))).filter((one) => one.kind === 'owner').map((one) => [one.invoiceId, one]));
  return { invoices: (await shown(tx, list)).map((one) => ({ ...one, myOwedFen: own.get(one.id)?.owedFen ?? 0, myPaidFen: own.get(one.id)?.paidFen ?? 0 })) };
}
export async function listInvoices(tx: Tx, { find, after, ...input }: Input<typeof api.listInvoices>) {
  const limit = input.limit ?? 100;
  const [at, id] = after?.split('~') ?? [];
  const found = find === undefined ? {} : { found: { number: find.normalize('NFKC').trim().toUpperCase(), vins: (await foundVehicles(tx, { mark: normalPlate(find), limit: 200 })).map((one) => one.vin) } };
  const list = await listedInvoices(tx, placesOf(tx.actor, lookers), { ...input, ...found, ...(id === undefined || Number.isNaN(Date.parse(at ?? '')) ? {} : { after: { at: new Date(at ?? ''), id } }), limit: limit + 1 });
  const last = list.slice(0, limit).at(-1);
  return { invoices: await shown(tx, list.slice(0, limit)), next: list.length > limit && last !== undefined ? `${last.issuedAt.toISOString()}~${last.id}` : null };
}
/** By what stands on a paper: its number, or the end of it. */
export const invoicesNumbered = async (tx: Tx, number: string, limit: number) => shown(tx, await listedInvoices(tx, placesOf(tx.actor, lookers), { found: { number, vins: [] }, limit }));
export async function showInvoice(tx: Tx, input: Input<typeof api.showInvoice>) {
  const [invoice] = await shown(tx, [await findInvoice(tx, input.invoiceId)]);
  if (invoice === undefined) return refuse('invoiceNotFound');
  return { invoice, vehicleId: invoice.vin, ledger: await entriesAbout(tx, input.invoiceId), payers: await payersOf(tx, [input.invoiceId]), payments: await paymentsOf(tx, input.invoiceId), refunds: await refundsOf(tx, input.invoiceId) };
}
