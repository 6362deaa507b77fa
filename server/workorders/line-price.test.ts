// Prices that are not simply those of the list, in a manager's and an owner's words: another price has a reason and a name, and an
// expired estimate is renewed at the prices of the day with the difference shown, while what was approved in time stays as it was.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { smallBook } from '../../tests/two-brands.ts';
import { refusalOf, shop, visit, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});

describe('another price than the list’s', () => {
  test('is a manager’s to set, with a reason that is kept; the owner approves it again, and it stays when the estimate is saved again', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN', 'BRAKE-PADS']);
    const input = { lineId: one.line('MAINTAIN').id, unitFen: 20_000, why: '店庆优惠，只此一次' };
    expect(await refusalOf(one.by(people.adviser, 'overridePrice', input))).toBe('notAllowed');
    await one.by(people.manager, 'overridePrice', input);
    expect(one.line('MAINTAIN')).toMatchObject({ totalFen: 20_000, ownerFen: 20_000, listFen: 25_600, overrideWhy: '店庆优惠，只此一次', overrideBy: '店长', answer: 'draft' });
    expect([one.state, one.line('BRAKE-PADS').answer]).toEqual(['quoted', 'approved']);
    const { rows } = await home.staff({ role: 'auditor', brandId: 'xihe' }).call('listAudit', { subject: 'workorders', subjectId: one.id });
    expect(rows.find((row: { action: string }) => row.action === 'workorders.overridePrice')).toMatchObject({ actorName: '店长', why: '店庆优惠，只此一次' });
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.estimate(['MAINTAIN', 'BRAKE-PADS', 'CALIBRATE']);
    expect(one.line('MAINTAIN')).toMatchObject({ totalFen: 20_000, answer: 'approved' });
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(one.by(people.manager, 'overridePrice', { ...input, lineId: one.line('MAINTAIN').id })), 'not once it is begun').toBe('workNotNow');
    await one.by(people.worker, 'stopWork', { reason: 'break' });
  });
  test('is taken back by the list’s own price, and shared as the line was', async () => {
    const one = await visit(home, people);
    await one.estimate(['BRAKE-PADS'], [{ code: 'BRAKE-PADS', payType: 'insurance', ownerPct: 25 }]);
    await one.by(people.manager, 'overridePrice', { lineId: one.line('BRAKE-PADS').id, unitFen: 20_000, why: '协议价' });
    expect(one.line('BRAKE-PADS')).toMatchObject({ totalFen: 20_000, ownerFen: 5_000, listFen: 22_400 });
    await one.by(people.manager, 'overridePrice', { lineId: one.line('BRAKE-PADS').id, unitFen: 22_400, why: '取消' });
    expect(one.line('BRAKE-PADS')).toMatchObject({ totalFen: 22_400, ownerFen: 5_600, listFen: null, overrideWhy: null, overrideBy: null });
  });
});

test('an expired estimate is renewed at the prices of the day, with what each line cost before; what was approved in time keeps its price', async () => {
  const one = await visit(home, people);
  await one.by(people.adviser, 'saveEstimate', { operations: ['MAINTAIN', 'BRAKE-PADS', 'CALIBRATE'], parts: [{ code: 'P-12V', quantity: 2 }], payers: [], diagnosisCentihours: 25 });
  await one.by(people.adviser, 'sendEstimate');
  await one.by(one.car.owner, 'answerEstimate', { answers: [{ lineId: one.line('BRAKE-PADS').id, answer: 'approved' }, { lineId: one.line('CALIBRATE').id, answer: 'declined' }] });
  expect(one.line('DIAGNOSIS-TIME')).toMatchObject({ labourCentihours: 25, totalFen: 8_000 });
  home.clock.advance({ days: 20 });
  const dearer = { ...smallBook, ratesFenPerHour: [40_000, 35_000, 30_000, 25_000], parts: smallBook.parts.map((part) => (part.code === 'P-12V' ? { ...part, unitFen: 50_000 } : part)) };
  await people.administrator.call('publishPrices', { brandId: 'xihe', validFrom: '2026-12-14', note: '调价', content: dearer });
  await one.by(people.adviser, 'sendEstimate');
  expect(one.line('MAINTAIN')).toMatchObject({ totalFen: 32_000, wasFen: 25_600, ownerFen: 32_000, answer: 'sent' });
  expect(one.line('P-12V')).toMatchObject({ totalFen: 100_000, wasFen: 96_100 });
  expect(one.line('DIAGNOSIS-TIME')).toMatchObject({ totalFen: 10_000, wasFen: 8_000 });
  expect(one.line('BRAKE-PADS')).toMatchObject({ totalFen: 22_400, answer: 'approved', listFen: 28_000, overrideWhy: 'agreedBefore' });
  expect(one.line('CALIBRATE')).toMatchObject({ totalFen: 19_200, answer: 'declined' });
  const [mine] = (await one.car.owner.call('myWorkOrders', {})).workOrders;
  expect(mine.lines.find((line: { code: string }) => line.code === 'MAINTAIN'), 'the owner sees what it cost before').toMatchObject({ totalFen: 32_000, wasFen: 25_600 });
  await one.answer();
  await one.by(people.adviser, 'saveEstimate', { operations: ['MAINTAIN', 'BRAKE-PADS'], parts: [{ code: 'P-12V', quantity: 2 }], payers: [], diagnosisCentihours: 25 });
  expect([one.line('BRAKE-PADS'), one.line('MAINTAIN')].map((line) => [line.totalFen, line.answer])).toEqual([[22_400, 'approved'], [32_000, 'approved']]);
});
