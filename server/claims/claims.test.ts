// A warranty officer's claims from the finished work order to the money: what is checked, sent, answered, appealed, settled
// and taken back; old parts; suppliers; and who may see them.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '#platform/contract';
import { house, type Caller } from '#platform/testing';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { claimStates, partStates, type api } from './api.ts';
import { moves, partMoves } from './claim.ts';
import { looks, preCheck, type CheckRule, type ClaimFacts } from './pre-check.ts';

const home = await house({ startsAt: '2026-06-02T01:00:00Z' }); // Tuesday, 09:00 in Beijing
type Page = Output<typeof api.showClaim>;
let people: Shop;
let officer: Caller;
let supplierId = '';
const terms = { validFrom: '2026-01-01', sendWithinDays: 30, answerWithinDays: 20, appealWithinDays: 15, partsBackWithinDays: 10 };
beforeAll(async () => {
  people = await shop(home);
  officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId, name: '索赔员' });
  await officer.call('addPartner', { brandId: 'xihe', kind: 'maker', name: '曦和汽车', nameEn: 'Xihe Motors', contact: 'claims@maker', ...terms });
  supplierId = (await officer.call('addPartner', { brandId: 'xihe', kind: 'supplier', name: '端口科技', nameEn: 'Port Tech', contact: '021-1', ...terms })).id;
});

/** A finished visit for quality: labour and a charge port, paid by the maker; with its diagnosis unless there is none. */
async function finished(diagnosed = true, more: { payers?: unknown[] } = {}): Promise<Visit> {
  const one = await visit(home, people, await newCar(home));
  if (diagnosed) await one.by(people.worker, 'recordDiagnosis', { complaint: '充不进电', cause: '充电口端子烧蚀', correction: '更换充电口总成并复测' });
  await one.estimate(['CHARGE-PORT'], more.payers ?? []);
  await one.by(people.adviser, 'sendEstimate').catch(async () => {
    await one.by(people.manager, 'approveGoodwill');
    await one.by(people.adviser, 'sendEstimate');
  });
  await one.answer();
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await home.settle();
  return one;
}
const claimsOf = async (one: Visit, who = officer) => (await who.call('listClaims', { workOrderId: one.id })).claims as Page['claim'][];
const claimOf = async (one: Visit): Promise<Page> => officer.call('showClaim', { claimId: (await claimsOf(one))[0]?.id });
const at = (page: Page) => ({ claimId: page.claim.id, version: page.claim.version });
const step = async (page: Page, name: string, more: Record<string, unknown> = {}, who = officer): Promise<Page> => who.call(name, { ...at(page), ...more });
const labelled = async (page: Page): Promise<Page> => {
  let now = page;
  for (const part of page.parts) now = await people.worker.call('movePart', { partId: part.id, version: part.version, step: 'labelled', words: '装袋贴标' });
  return officer.call('showClaim', { claimId: now.claim.id });
};
const sent = async (one?: Visit): Promise<Page> => step(await labelled(await claimOf(one ?? (await finished()))), 'sendClaim');
const answers = (page: Page, share: (line: Page['lines'][number]) => number, reason?: string) => ({ words: '厂家审核意见', answers: page.lines.map((line) => ({ lineId: line.lineId, acceptedFen: share(line), ...(share(line) < line.claimedFen && reason !== undefined ? { reason } : {}) })) });
const accepted = async (): Promise<Page> => {
  const page = await sent();
  return step(page, 'answerClaim', answers(page, (line) => line.claimedFen));
};

describe('a claim is built from the finished work order', () => {
  test('as a draft with every line that the maker pays, to the fen, and the old part is kept', async () => {
    const one = await finished();
    const page = await claimOf(one);
    expect(page.claim).toMatchObject({ state: 'draft', kind: 'maker', payType: 'warranty', partnerName: '曦和汽车', orderNumber: one.page.workOrder.number, cause: '充电口端子烧蚀', claimedFen: one.page.lines.reduce((sum, line) => sum + line.totalFen - line.ownerFen, 0) });
    expect(page.lines.map((line) => [line.code, line.claimedFen])).toEqual(one.page.lines.map((line) => [line.code, line.totalFen]));
    expect(page.parts).toMatchObject([{ code: 'P-PORT', state: 'kept', dueOn: null }]);
  });
  test('once: what was built is not built again, and what the owner pays is claimed from nobody', async () => {
    const one = await finished();
    expect(await refusalOf(officer.call('buildClaims', { workOrderId: one.id }))).toBe('nothingToClaim');
    const page = await claimOf(one);
    await step(page, 'withdrawClaim', { words: '误建' });
    expect(await officer.call('buildClaims', { workOrderId: one.id })).toMatchObject({ claims: [{ state: 'draft', claimedFen: page.claim.claimedFen }] });
    const own = await finished(true, { payers: [{ code: 'CHARGE-PORT', payType: 'owner' }, { code: 'P-PORT', payType: 'owner' }] });
    expect(await claimsOf(own)).toEqual([]);
  });
  test('each payer of the maker’s side has a claim of its own, and together they are the maker’s part of the order', async () => {
    const one = await finished(true, { payers: [{ code: 'CHARGE-PORT', payType: 'threeGuarantees' }, { code: 'P-PORT', payType: 'recall' }] });
    const claims = await claimsOf(one);
    expect(claims.map((claim) => claim.payType).sort()).toEqual(['recall', 'threeGuarantees']);
    expect(claims.reduce((sum, claim) => sum + claim.claimedFen, 0)).toBe(one.page.lines.reduce((sum, line) => sum + line.totalFen - line.ownerFen, 0));
  });
  test('what a claim asks for never differs from the lines of its order, however they are paid', async () => {
    const payers = ['owner', 'warranty', 'threeGuarantees', 'recall', 'insurance', 'internal'] as const; // a package pays only for what it holds
    await fc.assert(fc.asyncProperty(fc.constantFrom(...payers), fc.constantFrom(...payers), async (labour, part) => {
      const one = await finished(true, { payers: [{ code: 'CHARGE-PORT', payType: labour }, { code: 'P-PORT', payType: part }] });
      const maker = one.page.lines.filter((line) => ['warranty', 'threeGuarantees', 'recall'].includes(line.payType));
      const claims = await Promise.all((await claimsOf(one)).map((claim) => officer.call('showClaim', { claimId: claim.id }) as Promise<Page>));
      const lines = claims.flatMap((page) => page.lines);
      expect(lines.map((line) => [line.lineId, line.claimedFen]).sort()).toEqual(maker.map((line) => [line.id, line.totalFen - line.ownerFen]).sort());
      for (const page of claims) expect(page.claim.claimedFen).toBe(page.lines.reduce((sum, line) => sum + line.claimedFen, 0));
    }), { numRuns: 12 });
  }, 300_000);
});

describe('before it is sent it is checked', () => {
  test('errors are named by rule and field, sending is refused while there are any, and then it is sent', async () => {
    const page = await step(await claimOf(await finished(false)), 'checkClaim');
    expect(page.claim.state).toBe('draft');
    expect(page.findings.filter((one) => one.severity === 'error').map((one) => [one.ruleId, one.about])).toEqual([['C02-three-cs', ['cause', 'correction']], ['C05-parts-labelled', ['P-PORT']]]);
    expect(await refusalOf(step(page, 'sendClaim'))).toBe('claimHasErrors');
    const amended = await step(page, 'amendClaim', { complaint: '充不进电', cause: '充电口端子烧蚀', correction: '更换充电口总成' });
    const ready = await step(await labelled(amended), 'checkClaim');
    expect(ready).toMatchObject({ claim: { state: 'checked', errors: 0 }, parts: [{ state: 'labelled', label: `${ready.claim.number}/P-PORT` }] });
    expect(await step(ready, 'sendClaim')).toMatchObject({ claim: { state: 'sent', answerDueOn: '2026-06-22' }, parts: [{ dueOn: '2026-06-12' }], versions: [{ number: 1, direction: 'out', what: 'sent', totalFen: ready.claim.claimedFen }] });
  });
  test('later than the terms allow it is an error, as it is when the repair was excluded from the guarantees', async () => {
    const one = await finished();
    const { statements } = await officer.call('excludeRepair', { workOrderId: one.id, ground: 'modified', causalLink: '改装线束', words: '照片' });
    await people.manager.call('answerStatement', { statementId: statements[0].id, agrees: true, words: '属实' });
    home.clock.advance({ days: 31 });
    const page = await step(await labelled(await claimOf(one)), 'checkClaim');
    expect(page.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.ruleId)).toEqual(['C03-in-time', 'C08-not-excluded']);
  });
  test('a stale page sends nothing', async () => {
    const page = await labelled(await claimOf(await finished()));
    await step(page, 'amendClaim', { complaint: '充电中断', cause: '端子烧蚀变形', correction: '更换充电口总成' });
    expect(await refusalOf(step(page, 'sendClaim'))).toBe('staleEdit');
  });
});

describe('the partner’s answer', () => {
  test('less than claimed needs a reason for each line; part of it can be appealed once, in time, and then settled', async () => {
    const page = await sent();
    expect(await refusalOf(step(page, 'answerClaim', answers(page, (line) => line.claimedFen - 1)))).toBe('refusalReasonNeeded');
    expect(await refusalOf(step(page, 'answerClaim', answers(page, (line) => line.claimedFen + 1)))).toBe('acceptedTooMuch');
    expect(await refusalOf(step(page, 'answerClaim', { words: '部分', answers: answers(page, (line) => line.claimedFen).answers.slice(1) }))).toBe('lineNotFound');
    const part = await step(page, 'answerClaim', answers(page, (line) => (line.kind === 'labour' ? line.claimedFen - 100 : line.claimedFen), 'labourTooLong'));
    expect(part.claim).toMatchObject({ state: 'partlyAccepted', acceptedFen: page.claim.claimedFen - 100 });
    expect(part.lines.find((line) => line.kind === 'labour')).toMatchObject({ reason: 'labourTooLong' });
    const appealed = await step(part, 'appealClaim', { words: '工时按公布标准' });
    const again = await step(appealed, 'answerClaim', answers(appealed, (line) => (line.kind === 'labour' ? line.claimedFen - 50 : line.claimedFen), 'labourTooLong'));
    expect(await refusalOf(step(again, 'appealClaim', { words: '再议' }))).toBe('appealedAlready');
    const settled = await step(again, 'settleClaim', { reference: '结算 2026-07' });
    expect(settled.claim).toMatchObject({ state: 'settled', acceptedFen: page.claim.claimedFen - 50, settledReference: '结算 2026-07' });
    expect(settled.versions.map((one) => [one.direction, one.what])).toEqual([['out', 'sent'], ['in', 'answered'], ['out', 'appealed'], ['in', 'answered'], ['in', 'settled']]);
    expect(new Set(settled.versions.map((one) => one.hash)).size).toBe(5);
  });
  test('a refusal is appealed within the days of the terms, or not at all', async () => {
    const page = await sent();
    const refused = await step(page, 'answerClaim', answers(page, () => 0, 'notCovered'));
    expect(refused.claim).toMatchObject({ state: 'refused', acceptedFen: 0 });
    home.clock.advance({ days: 16 });
    expect(await refusalOf(step(refused, 'appealClaim', { words: '不同意' }))).toBe('appealTooLate');
  });
  test('only a manager takes an accepted claim back, with the reason', async () => {
    const page = await accepted();
    expect(await refusalOf(step(page, 'reverseClaim', { words: '误报' }))).toBe('notAllowed');
    expect((await step(page, 'reverseClaim', { words: '误报' }, people.manager)).claim).toMatchObject({ state: 'reversed', reversedWhy: '误报' });
  });
});

describe('old parts', () => {
  test('are shipped with a waybill and received; a scrapped one needs a photo as proof', async () => {
    const page = await sent();
    const part = page.parts[0] as Page['parts'][number];
    const move = (version: number, more: Record<string, unknown>) => officer.call('movePart', { partId: part.id, version, words: '旧件', ...more }) as Promise<Page>;
    expect(await refusalOf(move(part.version, { step: 'received' }))).toBe('partNotNow');
    expect(await refusalOf(move(part.version, { step: 'shipped' }))).toBe('waybillNeeded');
    expect(await refusalOf(move(part.version, { step: 'scrapped' }))).toBe('scrapProofNeeded');
    const shipped = await move(part.version, { step: 'shipped', waybill: 'SF123' });
    expect((await move(shipped.parts[0]?.version ?? 0, { step: 'received' })).parts).toMatchObject([{ state: 'received', late: false }]);
    const other = await sent();
    const { fileId } = await officer.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 9]), contentType: 'image/png' });
    const scrapped = await officer.call('movePart', { partId: other.parts[0]?.id, version: other.parts[0]?.version, step: 'scrapped', words: '厂家同意就地报废', fileIds: [fileId] });
    expect(scrapped.parts).toMatchObject([{ state: 'scrapped' }]);
    expect(await officer.call('claimPartFile', { partId: other.parts[0]?.id, fileId })).toBeInstanceOf(Buffer);
  });
  test('one that is not on its way by its day is missing, and its accepted claim is taken back; it was said three days before', async () => {
    const page = await accepted();
    const settled = await step(page, 'settleClaim', { reference: '结算' });
    home.clock.advance({ days: 8 });
    await home.runRounds('watch-claims');
    expect((await officer.call('showClaim', { claimId: page.claim.id })).claim).toMatchObject({ state: 'settled', partLate: false });
    home.clock.advance({ days: 3 });
    await home.runRounds('watch-claims');
    await home.runRounds('watch-claims');
    const now = (await officer.call('showClaim', { claimId: page.claim.id })) as Page;
    expect(now).toMatchObject({ claim: { state: 'reversed', reversedWhy: 'partNotReturned', partLate: true }, parts: [{ state: 'missing', late: true }] });
    expect(now.versions.at(-1)).toMatchObject({ what: 'reversed', totalFen: -settled.claim.claimedFen });
    expect((await officer.call('listClaims', { late: true })).claims.map((one: { id: string }) => one.id)).toContain(page.claim.id);
  });
});

describe('suppliers and terms', () => {
  test('a supplier is asked for no more than the maker accepted, over all recoveries together', async () => {
    const page = await accepted();
    const line = page.lines.find((one) => one.kind === 'part') as Page['lines'][number];
    const recover = (claimedFen: number) => step(page, 'recoverFromSupplier', { partnerId: supplierId, lines: [{ lineId: line.lineId, claimedFen }] });
    expect(await refusalOf(recover(line.claimedFen + 1))).toBe('recoveryTooMuch');
    const first = await recover(line.claimedFen - 1_000);
    expect(first.claim).toMatchObject({ kind: 'supplier', state: 'draft', parentId: page.claim.id, claimedFen: line.claimedFen - 1_000 });
    expect(await refusalOf(recover(1_001))).toBe('recoveryTooMuch');
    await recover(1_000);
    expect((await officer.call('showClaim', { claimId: page.claim.id })).recoveries).toHaveLength(2);
    expect((await step(first, 'sendClaim')).claim).toMatchObject({ state: 'sent', partnerName: '端口科技' });
  });
  test('a claim follows the terms of the day its work was finished; new terms change no earlier one', async () => {
    const { partners } = await officer.call('listPartners', {});
    const maker = partners.find((one: { kind: string }) => one.kind === 'maker');
    expect(await refusalOf(officer.call('setPartnerTerms', { partnerId: maker.id, version: maker.version, ...terms }))).toBe('termsInPast');
    const before = await claimOf(await finished());
    const day = (days: number): string => new Date(home.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const changed = await officer.call('setPartnerTerms', { partnerId: maker.id, version: maker.version, ...terms, validFrom: day(1), answerWithinDays: 5 });
    expect(changed.terms.map((one: { version: number }) => one.version)).toEqual([2, 1]);
    home.clock.advance({ days: 2 });
    expect((await step(await labelled(before), 'sendClaim')).claim.answerDueOn).toBe(day(20));
    expect((await sent()).claim.answerDueOn).toBe(day(5));
  });
  test('what waits for its answer too long stands first, and what is outstanding is counted by age', async () => {
    const page = await sent();
    home.clock.advance({ days: 40 });
    const { claims, ageing } = await officer.call('listClaims', {});
    expect(claims.find((one: { id: string }) => one.id === page.claim.id)).toMatchObject({ late: true, ageDays: 40 });
    expect(claims[0].late || claims[0].partLate).toBe(true);
    expect(ageing.find((one: { age: string }) => one.age === 'quarter').count).toBeGreaterThan(0);
    for (const { age, count } of ageing) expect(`${age} ${(await officer.call('listClaims', { age, limit: 300 })).claims.length}`).toBe(`${age} ${count}`); // each sum leads to what it sums
  });
});

test('every list is read to its end in parts, nothing twice and nothing left out; a paper is found by its number, its plate and its VIN', async () => {
  const page = await claimOf(await finished());
  for (let more = 0; more < 2; more += 1) await finished();
  const ends = { listClaims: 'claims', listInvoices: 'invoices', listWorkOrders: 'workOrders' } as const;
  for (const [name, rows] of Object.entries(ends)) {
    const whole = (await people.manager.call(name, { limit: 200 }))[rows].map((one: { id: string }) => one.id);
    const parts: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const part = await people.manager.call(name, { limit: 2, ...(after === undefined ? {} : { after }) }) as { next: string | null } & Record<string, { id: string }[]>;
      parts.push(...(part[rows] ?? []).map((one) => one.id));
      after = part.next;
    }
    expect(whole.length, name).toBeGreaterThan(2);
    expect(parts, name).toEqual(whole);
  }
  const [invoice] = (await people.manager.call('listInvoices', { workOrderId: page.claim.workOrderId })).invoices;
  const { vin, number, orderNumber } = page.claim;
  const plateNo = '沪AD77123';
  await home.inside((tx) => tx.db.query(home.sql`update claims.claims set plate_no = ${plateNo} where vin = ${vin}`));
  await home.inside((tx) => tx.db.query(home.sql`update vehicles.vehicles set plate_no = ${plateNo} where vin = ${vin}`));
  const numbers = async (name: 'listClaims' | 'listInvoices', find: string): Promise<string[]> => (await people.manager.call(name, { find }))[ends[name]].map((one: { number: string }) => one.number);
  for (const find of [number, orderNumber, ' 沪a·d77123 ', vin.slice(-8)]) expect(await numbers('listClaims', find), find).toEqual([number]);
  for (const find of [invoice.number, plateNo, vin.slice(-8)]) expect(await numbers('listInvoices', find), find).toEqual([invoice.number]);
  expect(await numbers('listInvoices', '%')).toEqual([]);
  const hits = async (text: string, who = people.manager): Promise<string[]> => (await who.call('search', { text })).hits.map((one: { kind: string; label: string }) => `${one.kind} ${one.label}`);
  expect(await hits(orderNumber.toLowerCase())).toEqual([`workOrder ${orderNumber}`, `claim ${number}`]);
  expect(await hits(invoice.number)).toEqual([`invoice ${invoice.number}`]);
  expect(await hits(invoice.number, home.staff({ role: 'serviceManager', brandId: 'yuanlan', outletId }))).toEqual([]);
  expect(await hits(invoice.number, home.staff({ role: 'technician', brandId: 'xihe', outletId }))).toEqual([]);
});

test('nobody of another brand or outlet finds or changes a claim', async () => {
  const page = await sent();
  for (const who of [home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan', outletId }), home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId: 'elsewhere' })]) {
    expect(await refusalOf(who.call('showClaim', { claimId: page.claim.id }))).toBe('claimNotFound');
    expect(await refusalOf(step(page, 'settleClaim', { reference: 'x' }, who))).toBe('claimNotFound');
    expect((await who.call('listClaims', {})).claims.map((one: { id: string }) => one.id)).not.toContain(page.claim.id);
  }
});

describe('the tables are total', () => {
  test('every state of a claim and of a part says where it may go, and what is over goes nowhere', () => {
    expect(Object.keys(moves).sort()).toEqual([...claimStates].sort());
    expect(Object.keys(partMoves).sort()).toEqual([...partStates].sort());
    expect([moves.reversed, moves.withdrawn, partMoves.received, partMoves.scrapped]).toEqual([[], [], [], []]);
    for (const to of Object.values(moves).flat()) expect(claimStates).toContain(to);
  });
});

const someFacts = fc.record({
  onDay: fc.constant('2026-06-02'), finished: fc.boolean(), finishedOn: fc.constant('2026-06-01'), complaint: fc.string(), cause: fc.string(), correction: fc.string(), payType: fc.constantFrom('warranty', 'goodwill'), kind: fc.constantFrom('maker' as const, 'supplier' as const),
  lines: fc.array(fc.record({ lineId: fc.constantFrom('a', 'b'), kind: fc.constantFrom('labour' as const, 'part' as const), code: fc.constantFrom('X', 'Y'), name: fc.string(), nameEn: fc.string(), quantity: fc.nat(), unitFen: fc.nat(), totalFen: fc.nat(), ownerFen: fc.nat(), claimedFen: fc.nat(), safety: fc.boolean(), hv: fc.boolean(), acceptedFen: fc.constant(null), reason: fc.constant(null), words: fc.constant(null) }), { maxLength: 4 }),
  orderLines: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), totalFen: fc.nat(), ownerFen: fc.nat(), claimableFen: fc.nat() }), { maxLength: 3 }), parts: fc.array(fc.record({ lineId: fc.constantFrom('a', 'b'), code: fc.constant('X'), state: fc.constantFrom(...partStates) })),
  terms: fc.option(fc.record({ sendWithinDays: fc.nat() })), daysSinceFinish: fc.integer(), safetyInspected: fc.boolean(), lockOuts: fc.nat(), excluded: fc.boolean(), photos: fc.nat(), goodwillGranted: fc.boolean(), claimedBefore: fc.array(fc.record({ code: fc.constantFrom('X', 'Z'), days: fc.integer(), number: fc.string() })),
});
const someRule = fc.record({ id: fc.constantFrom(...Object.keys(looks), 'C99-unknown'), version: fc.nat(), validFrom: fc.constantFrom('2022-01-01', '2026-06-03'), validTo: fc.option(fc.constantFrom('2026-06-01', '2026-06-02')), severity: fc.constantFrom('error' as const, 'warning' as const), text: fc.string(), textEn: fc.string(), params: fc.dictionary(fc.constantFrom('days', 'least', 'fromFen', 'leastCharacters'), fc.nat()), source: fc.string() });

describe('for every claim', () => {
  test('the pre-check says the same of the same claim, in whatever order its rules are kept, asks no rule of another day, and never throws', () => {
    fc.assert(fc.property(fc.uniqueArray(someRule, { selector: (one) => `${one.id} ${one.version}`, maxLength: 14 }), someFacts, (rules, facts) => {
      const said = preCheck(rules as CheckRule[], facts as ClaimFacts);
      expect(preCheck([...rules].reverse() as CheckRule[], structuredClone(facts) as ClaimFacts)).toEqual(said);
      for (const finding of said.findings) {
        const rule = rules.find((one) => one.id === finding.ruleId && one.version === finding.version);
        expect(rule !== undefined && rule.validFrom <= facts.onDay && (rule.validTo === null || facts.onDay <= rule.validTo)).toBe(true);
      }
    }), { numRuns: 400 });
  });
  test('every rule on record has somebody who looks at it', async () => {
    const { rules } = await officer.call('listCheckRules', {});
    expect(rules.map((one: { id: string }) => one.id).sort()).toEqual(Object.keys(looks).sort());
  });
});
