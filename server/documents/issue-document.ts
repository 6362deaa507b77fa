// Issuing and reading documents. I1 a document says what stood in the house at that moment and is never changed: what
// changed since is a new document; I2 the second print and every later one is known as a copy; I3 who verifies a paper learns
// whether it is true and from which outlet, and nothing of person or car; I4 a guess at a number alone learns nothing; I5 a true
// paper that no longer says what is, is told apart: a visit called off, money that went back, a day that is over; I6 an owner opens
// the papers of their own visits: the same one again while nothing changed; I7 a settlement says by which channel how much was paid.
import { findBrand } from '#brands';
import { findInvoice, invoiceOfWorkOrder, paymentsOf, type Channel } from '#invoices';
import { findOutlet } from '#network';
import { findOwner, maskPhone } from '#people';
import { actorName, holds, system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import { acrossWalls, actingAs, type Tx } from '#platform/tx';
import { findBookById } from '#prices';
import { findVehicle } from '#vehicles';
import { findWorkOrder, qualityPeriod, repairClassOf, workOrderPage, workRulesOn, type WorkOrder } from '#workorders';
import { ownersKinds, type api, type noLongers } from './api.ts';
import { codeOf, hashOf, inOrder, type Content, type Document, type DocumentKind } from './document.ts';
import { countPrint, documentById, documentByNumber, documentsOf, insertDocument, newerThan } from './store.ts';

/** A damaged battery stands apart: distance and hours of watch by the makers' emergency guides. */
const quarantineRule = { clearanceM: 15, watchHours: 24 };
const issuers = ['adviser', 'serviceManager', 'technician'] as const;

type Page = Awaited<ReturnType<typeof workOrderPage>>;
async function qualityOf(tx: Tx, order: WorkOrder, page: Page): Promise<Content['quality']> {
  const done = page.lines.filter((line) => line.answer === 'approved' && line.done);
  if (order.finishedAt === null || done.length === 0) return null;
  const { content: book } = await findBookById(tx, order.bookId);
  const maintenance = new Set(book.operations.filter((one) => one.troubles.includes('maintenance')).map((one) => one.code));
  const fromOn = beijingDay(order.handedBackAt ?? order.finishedAt);
  return qualityPeriod(repairClassOf(done, maintenance), fromOn, order.handedBack?.odometerKm ?? order.checkIn.odometerKm, await workRulesOn(tx, fromOn));
}

/** Which lines stand on it. */
const linesOn: Record<DocumentKind, (line: Page['lines'][number]) => boolean> = {
  checkIn: () => false, estimate: () => true, jobs: (line) => line.answer === 'approved', settlement: (line) => line.answer === 'approved' && line.done,
  release: (line) => line.answer === 'approved' && line.done, quarantine: () => false,
};

/** What must be before a paper may say that it is. */
function mayBe(kind: DocumentKind, order: WorkOrder, content: Content): boolean {
  switch (kind) {
    case 'estimate': case 'jobs': return content.lines.length > 0;
    case 'settlement': return content.invoice !== null;
    // whoever signs it says that the car was looked at: work that needs no second person is signed by the one who finished it
    case 'release': return ['ready', 'handedBack'].includes(order.state) && content.lines.length > 0;
    default: return true;
  }
}

type Invoice = Awaited<ReturnType<typeof findInvoice>>;
/** What came by each channel, in the order in which it first came. (I7) */
async function paidBy(tx: Tx, invoice: Invoice): Promise<{ channel: Channel; amountFen: number }[]> {
  const sums = new Map<Channel, number>();
  for (const one of await paymentsOf(tx, invoice.id)) if (one.state === 'paid') sums.set(one.channel, (sums.get(one.channel) ?? 0) + one.amountFen);
  return [...sums].map(([channel, amountFen]) => ({ channel, amountFen }));
}
/** What would stand on the paper now. */
async function contentOf(tx: Tx, order: WorkOrder, kind: DocumentKind, invoice: Invoice | null, why?: string): Promise<Content> {
  const page = await workOrderPage(tx, order);
  const [brand, outlet, vehicle, owner] = [await findBrand(tx, order.brandId), await findOutlet(tx, order.outletId), await findVehicle(tx, order.vin), await findOwner(tx, order.ownerId)];
  // an owner never reads what was not sent
  const lines = page.lines.filter((line) => linesOn[kind](line) && (tx.actor.kind !== 'owner' || line.answer !== 'draft'));
  const sum = (of: 'totalFen' | 'ownerFen'): number => lines.filter((line) => line.answer !== 'declined').reduce((fen, line) => fen + line[of], 0);
  return JSON.parse(JSON.stringify({
    brand: { name: brand.name, nameEn: brand.nameEn, hotline: brand.hotline }, outlet: { name: outlet.name, nameEn: outlet.nameEn, address: outlet.address, phone: outlet.phone },
    car: { plateNo: vehicle.plateNo, vin: vehicle.vin, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, colour: vehicle.colour }, owner: { name: owner.name, phone: maskPhone(owner.phone) },
    workOrder: { id: order.id, number: order.number, checkedInAt: order.checkedInAt, promisedAt: order.promisedAt, finishedAt: order.finishedAt, estimateVersion: order.estimateVersion, estimateValidUntil: order.estimateValidUntil },
    checkIn: page.checkIn, diagnosis: page.diagnosis, lines: lines.map(({ id, kind: of, code, name, nameEn, quantity, unitFen, totalFen, ownerFen, payType, answer, origin, hv, safety }) => ({ id, kind: of, code, name, nameEn, quantity, unitFen, totalFen, ownerFen, payType, answer, origin, hv, safety })), totalFen: sum('totalFen'), ownerFen: sum('ownerFen'),
    advice: page.lines.filter((line) => line.answer === 'declined' && line.kind === 'labour').map(({ name, nameEn }) => ({ name, nameEn })),
    workers: [...new Map(page.spells.map((spell) => [`${spell.technicianId} ${spell.hv}`, { name: spell.technicianName, guardian: spell.guardianName, hv: spell.hv }])).values()],
    inspection: page.inspection, quality: ['settlement', 'release'].includes(kind) ? await qualityOf(tx, order, page) : null,
    invoice: invoice === null ? null : { number: invoice.number, totalFen: invoice.totalFen, owedFen: invoice.owedFen, paidFen: invoice.paidFen, refundedFen: invoice.refundedFen, payments: await paidBy(tx, invoice) },
    quarantine: kind === 'quarantine' ? { why, fromAt: tx.now, untilAt: new Date(tx.now.getTime() + quarantineRule.watchHours * 3_600_000), ...quarantineRule, byName: actorName(tx.actor) } : null,
  })) as Content;
}

async function issue(tx: Tx, order: WorkOrder, kind: DocumentKind, invoice: Invoice | null, content: Content): Promise<Document> {
  if (!mayBe(kind, order, content)) refuse('documentNotYet', { kind });
  const made = { number: await nextNumber(tx, 'D'), kind, issuedAt: tx.now, content };
  const one = await insertDocument(tx, { ...made, id: newId(), brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId, workOrderId: order.id, invoiceId: invoice?.id ?? null, hash: hashOf(made), issuedBy: actorName(tx.actor) });
  tellOf(tx, one, 'documents.issue', { after: { kind: one.kind, number: one.number, hash: one.hash } });
  return one;
}

export async function issueDocument(tx: Tx, input: Input<typeof api.issueDocument>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, issuers, order)) refuse('notAllowed');
  const invoice = input.invoiceId !== undefined ? await findInvoice(tx, input.invoiceId) : null;
  if (invoice !== null && invoice.workOrderId !== order.id) refuse('invoiceNotFound', { id: input.invoiceId });
  if (input.kind === 'quarantine' && input.why === undefined) refuse('badInput', { field: 'why', reason: 'required' });
  return shown(await issue(tx, order, input.kind, invoice, await contentOf(tx, order, input.kind, invoice, input.why)));
}

const invoiceFor = async (tx: Tx, order: WorkOrder, kind: DocumentKind): Promise<Invoice | null> => (kind === 'settlement' ? ((await invoiceOfWorkOrder(tx, order.id)) ?? null) : null);
export async function myDocuments(tx: Tx, input: Input<typeof api.myDocuments>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  const kinds: (typeof ownersKinds)[number][] = [];
  for (const kind of ownersKinds) if (mayBe(kind, order, await contentOf(tx, order, kind, await invoiceFor(tx, order, kind)))) kinds.push(kind);
  return { kinds };
}
/** (I6) */
export async function openMyDocument(tx: Tx, input: Input<typeof api.openMyDocument>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  const invoice = await invoiceFor(tx, order, input.kind);
  const content = await contentOf(tx, order, input.kind, invoice);
  const latest = (await documentsOf(tx, order.id)).find((one) => one.kind === input.kind);
  return shown(latest !== undefined && inOrder(latest.content) === inOrder(content) ? latest : await issue(tx, order, input.kind, invoice, content));
}

function tellOf(tx: Tx, one: Document, action: `documents.${string}`, more: { after: unknown }): void {
  tx.record({ action, subject: 'documents', subjectId: one.id, brandId: one.brandId, ...more });
  tx.announce({ topic: 'documents', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
}
const shown = (one: Document) => ({ ...one, code: codeOf(one.hash), intact: hashOf(one) === one.hash });

/** Who may see the visit may see its papers. */
async function findDocument(tx: Tx, id: string): Promise<Document> {
  const one = (await documentById(tx, id)) ?? refuse('documentNotFound', { id });
  await findWorkOrder(tx, one.workOrderId).catch(() => refuse('documentNotFound', { id }));
  if (tx.actor.kind === 'owner' && !(ownersKinds as readonly string[]).includes(one.kind)) refuse('documentNotFound', { id });
  return one;
}
export const showDocument = async (tx: Tx, input: Input<typeof api.showDocument>) => shown(await findDocument(tx, input.documentId));
export async function listDocuments(tx: Tx, input: Input<typeof api.listDocuments>) {
  await findWorkOrder(tx, input.workOrderId);
  return { documents: await documentsOf(tx, input.workOrderId) };
}

/** (I2) */
export async function printDocument(tx: Tx, input: Input<typeof api.printDocument>) {
  const before = await findDocument(tx, input.documentId);
  if (tx.actor.kind !== 'owner' && !holds(tx.actor, [...issuers, 'warrantyOfficer', 'agent'], before)) refuse('notAllowed');
  const one = await countPrint(tx, before.id);
  tellOf(tx, one, 'documents.print', { after: { number: one.number, prints: one.prints } });
  return shown(one);
}

/** Why what stands on a true paper is no longer so; the paper itself is never changed. (I5) */
async function noLongerOf(tx: Tx, one: Document): Promise<(typeof noLongers)[number] | null> {
  const { workOrder, invoice, quarantine } = one.content;
  if (one.kind !== 'quarantine' && (await findWorkOrder(tx, one.workOrderId)).state === 'cancelled') return 'visitCancelled';
  if (one.invoiceId !== null && invoice !== null && (await findInvoice(tx, one.invoiceId)).refundedFen > invoice.refundedFen) return 'moneyBack';
  const untilAt = one.kind === 'estimate' ? workOrder.estimateValidUntil : quarantine?.untilAt;
  return untilAt !== undefined && untilAt !== null && new Date(untilAt) < tx.now ? 'dayOver' : null;
}

/** (I3, I4) */
export async function verifyDocument(tx: Tx, input: Input<typeof api.verifyDocument>) {
  return acrossWalls(tx, 'a paper is verified by whoever holds it', async () => {
    const one = await documentByNumber(tx, input.number.trim().toUpperCase());
    if (one === undefined || !one.hash.startsWith(input.code.trim().toLowerCase())) return refuse('documentNotFound', {});
    const { brand, outlet } = one.content;
    return { number: one.number, kind: one.kind, issuedAt: one.issuedAt, brandName: brand.name, brandNameEn: brand.nameEn, outletName: outlet.name, outletNameEn: outlet.nameEn, hash: one.hash, intact: hashOf(one) === one.hash, newer: await newerThan(tx, one), noLonger: await noLongerOf(actingAs(tx, system('verify a paper'), tx.now), one) };
  });
}
