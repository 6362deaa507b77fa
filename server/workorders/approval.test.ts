// Approval with proof: what was read, by whom, through what, when; again on every change; until a day.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { refusalOf, shop, visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const people = await shop(home);
const photo = async (who = people.adviser): Promise<string> => (await who.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, Math.floor(Math.random() * 250)]), contentType: 'image/png' })).fileId;

test('every answer is kept for good with amount, person, channel, photo and time, also after the line has changed', async () => {
  const one = await visit(home, people);
  await one.estimate(['MAINTAIN', 'BRAKE-PADS']);
  const worn = await photo(people.worker);
  await one.by(people.worker, 'addLinePhotos', { lineId: one.line('BRAKE-PADS').id, fileIds: [worn] });
  await one.by(people.adviser, 'sendEstimate');
  const [mine] = (await one.car.owner.call('myWorkOrders', {})).workOrders;
  expect(mine.lines.find((line: { code: string }) => line.code === 'BRAKE-PADS').photos).toEqual([worn]);
  expect((await one.car.owner.call('workOrderFile', { workOrderId: one.id, fileId: worn })).mediaType ?? 'image/png').toBe('image/png');
  await one.answer(['BRAKE-PADS']);
  const screenshot = await photo();
  const pads = one.line('BRAKE-PADS').id;
  await one.by(people.adviser, 'recordAnswer', { answers: [{ lineId: pads, answer: 'approved' }], words: '微信里说还是做吧', channel: 'wechat', fileId: screenshot });
  await one.estimate(['MAINTAIN', 'BRAKE-PADS'], [{ code: 'BRAKE-PADS', payType: 'insurance' }]);
  expect(one.line('BRAKE-PADS')).toMatchObject({ answer: 'draft', ownerFen: 0, photos: [worn] });
  expect(one.page.answers.filter((answer) => answer.code === 'BRAKE-PADS')).toMatchObject([
    { answer: 'declined', channel: 'app', byKind: 'owner', ownerFen: 22_400, photos: [worn], fileId: null },
    { answer: 'approved', channel: 'wechat', byKind: 'staff', byName: '顾问甲', words: '微信里说还是做吧', ownerFen: 22_400, fileId: screenshot, proof: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});
test('a picture of somebody else is no proof', async () => {
  const one = await visit(home, people);
  await one.estimate(['MAINTAIN']);
  await one.by(people.adviser, 'sendEstimate');
  const theirs = await photo(people.colleague);
  expect(await refusalOf(one.by(people.adviser, 'recordAnswer', { answers: [{ lineId: one.line('MAINTAIN').id, answer: 'approved' }], words: '同意', fileId: theirs }))).toBe('fileNotYours');
  expect(await refusalOf(one.by(people.adviser, 'addLinePhotos', { lineId: one.line('MAINTAIN').id, fileIds: [theirs] }))).toBe('fileNotYours');
});
test('an estimate is approved until its day is over; then it can be declined, and approved once it was sent again', async () => {
  const one = await visit(home, people);
  await one.estimate(['MAINTAIN', 'BRAKE-PADS']);
  await one.by(people.adviser, 'sendEstimate', { validDays: 3 });
  expect(one.page.workOrder.estimateValidUntil).toBe('2026-11-27T15:59:59.000Z');
  home.clock.advance({ hours: 85 }); // 27 November, 23:00 in Beijing
  const say = (code: string, answer: string) => one.by(one.car.owner, 'answerEstimate', { answers: [{ lineId: one.line(code).id, answer }] });
  await say('MAINTAIN', 'approved');
  home.clock.advance({ hours: 1 });
  expect(await refusalOf(say('BRAKE-PADS', 'approved'))).toBe('estimateExpired');
  await say('BRAKE-PADS', 'asked');
  await one.by(people.adviser, 'sendEstimate');
  expect(one.page.workOrder.estimateValidUntil).toBe('2026-12-13T15:59:59.000Z');
  await say('BRAKE-PADS', 'approved');
  expect(one.state).toBe('approved');
});
