// Papers of a visit: what they say, that they never change, and what a stranger with the paper learns.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { refusalOf, shop, visit } from '../workorders/small-shop.test-data.ts';
import { inOrder } from './document.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const issue = (workOrderId: string, kind: string, more: Record<string, unknown> = {}) => people.adviser.call('issueDocument', { workOrderId, kind, ...more });

test('an estimate on paper stays as it was issued; a change is a new paper, and the old one says so when verified', async () => {
  const one = await visit(home, people);
  expect(await refusalOf(issue(one.id, 'estimate'))).toBe('documentNotYet');
  await one.estimate(['MAINTAIN']);
  const first = await issue(one.id, 'estimate');
  expect(first).toMatchObject({ kind: 'estimate', number: expect.stringMatching(/^D2611-\d{5}$/), prints: 0, intact: true, content: { totalFen: 25_600, workOrder: { number: one.page.workOrder.number } } });
  expect(first.content.owner.phone).toMatch(/\*/); // on paper too
  await one.estimate(['MAINTAIN', 'BRAKE-PADS']);
  expect((await people.adviser.call('showDocument', { documentId: first.id })).content.totalFen).toBe(25_600);
  const verified = await home.nobody.call('verifyDocument', { number: first.number, code: first.code });
  expect(verified).toMatchObject({ intact: true, newer: false });
  await issue(one.id, 'estimate');
  expect(await home.nobody.call('verifyDocument', { number: first.number, code: first.code })).toMatchObject({ newer: true });
});

test('from the second print on a paper is a copy, and every print is in the audit', async () => {
  const one = await visit(home, people);
  const { id } = await issue(one.id, 'checkIn');
  expect((await people.adviser.call('printDocument', { documentId: id })).prints).toBe(1);
  expect((await people.adviser.call('printDocument', { documentId: id })).prints).toBe(2);
  const { rows } = await people.administrator.call('listAudit', { subject: 'documents', subjectId: id });
  expect(rows.map((row: { action: string }) => row.action)).toEqual(['documents.print', 'documents.print', 'documents.issue']);
});

test('who verifies a paper learns that it is true and from where, nothing of person or car; a guess learns nothing', async () => {
  const one = await visit(home, people);
  const made = await issue(one.id, 'checkIn');
  const said = JSON.stringify(await home.nobody.call('verifyDocument', { number: made.number, code: made.code }));
  expect(said).toContain('上海一号店');
  for (const secret of [one.car.vin, one.car.phone, made.content.owner.name, one.id, made.content.workOrder.number]) expect(said).not.toContain(secret);
  expect(await refusalOf(home.nobody.call('verifyDocument', { number: made.number, code: '0'.repeat(16) }))).toBe('documentNotFound');
  expect(await refusalOf(home.nobody.call('verifyDocument', { number: 'D2611-99999', code: made.code }))).toBe('documentNotFound');
});

test('a paper that was altered in the database is found out', async () => {
  const made = await issue((await visit(home, people)).id, 'checkIn');
  await home.inside((tx) => tx.db.query(home.sql`update documents.documents set content = jsonb_set(content, '{checkIn,odometerKm}', '99') where id = ${made.id}`));
  expect(await home.nobody.call('verifyDocument', { number: made.number, code: made.code })).toMatchObject({ intact: false });
});

test('the settlement list is the invoice of this very visit, the certificate says who inspected and until when the repair is warranted', async () => {
  const [one, other] = [await visit(home, people), await visit(home, people)];
  expect(await refusalOf(issue(one.id, 'release'))).toBe('documentNotYet');
  await one.ready(['BRAKE-PADS', 'MAINTAIN']);
  await other.ready(['MAINTAIN']);
  const invoiceOf = async (id: string) => (await people.adviser.call('listInvoices', { workOrderId: id })).invoices[0];
  expect(await refusalOf(issue(one.id, 'settlement'))).toBe('documentNotYet');
  expect(await refusalOf(issue(one.id, 'settlement', { invoiceId: (await invoiceOf(other.id)).id }))).toBe('invoiceNotFound');
  const invoice = await invoiceOf(one.id);
  expect((await issue(one.id, 'settlement', { invoiceId: invoice.id })).content).toMatchObject({ totalFen: invoice.totalFen, invoice: { number: invoice.number, owedFen: invoice.owedFen } });
  const parts = await visit(home, people);
  await parts.estimate(['LV-BATTERY', 'CHARGE-PORT']);
  expect((await issue(parts.id, 'estimate')).content.lines.map((line: { code: string; origin: string | null }) => [line.code, line.origin])).toEqual([['CHARGE-PORT', null], ['P-PORT', 'originalPart'], ['LV-BATTERY', null], ['P-12V', 'equalQualityPart']]); // where each part comes from
  expect((await issue(one.id, 'release')).content).toMatchObject({ inspection: { passed: true, byName: '吴师傅' }, quality: { repairClass: 'level2', fromOn: '2026-11-24', untilOn: '2026-12-24', km: 5_000 } });
});

test('a damaged battery gets its label with distance and hours of watch, and a reason', async () => {
  const one = await visit(home, people);
  expect(await refusalOf(issue(one.id, 'quarantine'))).toBe('badInput');
  expect((await issue(one.id, 'quarantine', { why: '底部碰撞，电池包变形' })).content.quarantine).toMatchObject({ clearanceM: 15, watchHours: 24, untilAt: expect.stringContaining('2026-11-25') });
});

test('the fingerprint does not depend on the order in which fields lie', () => {
  expect(inOrder({ b: [1, { d: null, c: '二' }], a: undefined })).toBe(inOrder({ b: [1, { c: '二', d: null }] }));
  expect(inOrder({ a: 1 })).not.toBe(inOrder({ a: '1' }));
});

test('a true paper that no longer says what is, is told apart: called off, paid back, its day over (I5)', async () => {
  const said = async (made: { number: string; code: string }) => (await home.nobody.call('verifyDocument', { number: made.number, code: made.code })).noLonger;
  const off = await visit(home, people);
  const paper = await issue(off.id, 'checkIn');
  expect(await said(paper)).toBeNull();
  await off.by(people.adviser, 'cancelWork', { words: '不做了' });
  expect(await said(paper)).toBe('visitCancelled');
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const [invoice] = (await people.adviser.call('listInvoices', { workOrderId: one.id })).invoices;
  const { payers } = await people.adviser.call('showInvoice', { invoiceId: invoice.id });
  await people.adviser.call('receiveMoney', { invoiceId: invoice.id, version: invoice.version, payerId: payers[0].id, channel: 'card', amountFen: invoice.owedFen });
  const settled = await issue(one.id, 'settlement', { invoiceId: invoice.id });
  expect(settled.content.invoice).toMatchObject({ paidFen: invoice.owedFen, payments: [{ channel: 'card', amountFen: invoice.owedFen }] });
  expect(await said(settled)).toBeNull();
  await people.manager.call('refundInvoice', { invoiceId: invoice.id, version: (await people.manager.call('showInvoice', { invoiceId: invoice.id })).invoice.version, amountFen: invoice.owedFen, why: '全退' });
  expect(await said(settled)).toBe('moneyBack');
  const label = await issue(one.id, 'quarantine', { why: '碰撞后观察' });
  expect(await said(label)).toBeNull();
  home.clock.advance({ hours: 25 });
  expect(await said(label)).toBe('dayOver');
});

test('an owner opens and prints the papers of the own visit: the same one while nothing changed, a new one after; drafts, work sheets and strangers’ papers stay closed (I6)', async () => {
  const [one, other] = [await visit(home, people), await visit(home, people)];
  const kinds = async () => (await one.car.owner.call('myDocuments', { workOrderId: one.id })).kinds;
  const open = (kind: string) => one.car.owner.call('openMyDocument', { workOrderId: one.id, kind });
  expect(await kinds()).toEqual(['checkIn']);
  await one.estimate(['MAINTAIN']);
  expect(await refusalOf(open('estimate'))).toBe('documentNotYet'); // not sent
  const first = await open('checkIn');
  expect((await open('checkIn')).id).toBe(first.id);
  expect(await refusalOf(other.car.owner.call('showDocument', { documentId: first.id }))).toBe('documentNotFound');
  expect(await refusalOf(other.car.owner.call('openMyDocument', { workOrderId: one.id, kind: 'checkIn' }))).toBe('workOrderNotFound');
  expect((await one.car.owner.call('printDocument', { documentId: first.id })).prints).toBe(1);
  await one.by(people.adviser, 'sendEstimate');
  const asked = await open('estimate');
  expect(asked.content.lines).toMatchObject([{ answer: 'sent' }]);
  await one.answer();
  const answered = await open('estimate');
  expect(answered.id).not.toBe(asked.id);
  const jobs = await issue(one.id, 'jobs');
  expect(await refusalOf(one.car.owner.call('showDocument', { documentId: jobs.id }))).toBe('documentNotFound');
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  if (one.state === 'inspection') await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  await home.settle();
  expect(await kinds()).toEqual(['checkIn', 'estimate', 'settlement', 'release']);
  expect((await open('settlement')).content.invoice).not.toBeNull();
  expect(await home.nobody.call('verifyDocument', { number: answered.number, code: answered.code })).toMatchObject({ intact: true });
});
