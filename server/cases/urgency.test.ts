// Urgency, by the sentences people say and by properties.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviceCodes, placeKinds, troubles, type PlaceKind } from './codes.ts';
import { adviceFor } from './advice.ts';
import { folded, placesInWords, troublesInWords } from './trouble.ts';
import { weigh, type Evidence, type Urgency } from './urgency.ts';

const nothing: Evidence = { alerts: [], words: [], troubles: [], places: [], score: null };
const said = (...words: string[]): Evidence => ({ ...nothing, words });

describe('what people say', () => {
  test.each<[string, Urgency, string]>([
    ['车头冒烟了，怎么办', 1, 'smokeOrFire'], ['闻到一股烧焦味', 1, 'smokeOrFire'], ['底盘起火', 1, 'smokeOrFire'], ['車子冒煙', 1, 'smokeOrFire'],
    ['刹车失灵，踩不动', 1, 'brakes'], ['下坡刹不住车', 1, 'brakes'], ['方向盘锁死了', 1, 'steering'], ['孩子被锁在车里', 1, 'trapped'],
    ['电池包漏液', 1, 'batteryDamage'], ['充电时被电到了', 1, 'electricShock'], ['追尾了，有人受伤', 1, 'collision'],
    ['突然失去动力', 2, 'powerLoss'], ['车趴窝了', 2, 'powerLoss'], ['车子泡水了', 2, 'flooded'], ['被追尾了', 2, 'collision'],
    ['在高速上突然失去动力', 1, 'powerLoss'], ['隧道里没电了', 1, 'outOfCharge'], ['停在路中间走不了', 1, 'powerLoss'],
    ['在家车库里没电了', 3, 'outOfCharge'], ['充不进电', 3, 'charging'], ['１２Ｖ 电瓶总亏电', 3, 'twelveVolt'], ['车机黑屏', 3, 'screen'],
    ['想预约保养', 4, 'maintenance'], ['空调开不了', 4, 'airConditioning'], ['门上有划痕', 4, 'bodyAndPaint'], ['你们好，有点问题想问', 3, 'other'],
    ['Smoke is coming out of the bonnet', 1, 'smokeOrFire'], ['There is a burning smell', 1, 'smokeOrFire'], ["The brakes don't work", 1, 'brakes'],
    ['Lost power on the motorway', 1, 'powerLoss'], ["It won’t charge", 3, 'charging'], ['Stranded at home, car won\'t start', 3, 'powerLoss'],
    ['The 12 V battery is weak', 3, 'twelveVolt'], ['Time for its regular service', 4, 'maintenance'], ['The rear tyre burst', 2, 'tyre'],
  ])('"%s" is urgency %i: %s', (words, urgency, trouble) => {
    expect(weigh(said(words))).toMatchObject({ urgency, trouble });
  });

  test.each([
    ['没有冒烟，就是充不进电', 3], ['没看到冒烟或起火', 3], ['不是起火，是灰尘', 3], ['无冒烟', 3], ['没闻到焦味', 3], ['没有刹车失灵', 3],
    ['no smoke, but it will not move: can\'t drive at home', 3], ['There is no sign of smoke or fire', 3], ["I don't see any flames", 3], ['We were not in the tunnel', 3],
    ['车打不着火，在家里', 3], ['the car won\'t fire up at home', 3],
  ])('a danger that is denied is none: "%s" (Q2)', (words, urgency) => expect(weigh(said(words)).urgency).toBe(urgency));

  test.each(['有没有冒烟我看不清', '没有，冒烟了', '没有电了还冒烟', '充不进电冒烟', 'No, smoke is coming out', '不停冒烟', '是不是起火了', '没有刹车', '没有刹车了', 'no brakes', '没办法，起火了'])(
    '"%s" denies no danger (Q2)', (words) => expect(weigh(said(words)).urgency).toBe(1));

  test('reasons say which word was heard, and what the place did', () => {
    expect(weigh(said('高速上失去动力')).reasons).toEqual([
      { from: 'words', code: 'powerLoss', urgency: 2, matched: '失去动力' },
      { from: 'place', code: 'exposedOnTheRoad', urgency: 1, matched: 'motorway' },
    ]);
  });
  test('a service area beside the motorway is not the motorway', () => {
    expect(placesInWords('停在高速服务区').map((one) => one.place)).toEqual(['chargingStation']);
  });
  test('a hot battery in a garage is a fire indoors', () => {
    expect(weigh({ ...nothing, alerts: [{ kind: 'overheatingPack', severity: 2 }], places: ['garage'] })).toMatchObject({ urgency: 1, trouble: 'batteryHot' });
  });
  test('a breakdown with a baby on board is more urgent', () => {
    expect(weigh(said('车开不了了，车上有婴儿')).urgency).toBe(1);
    expect(weigh(said('车开不了了')).urgency).toBe(2);
  });
  test('what the car says counts as it says it', () => {
    for (const severity of [1, 2, 3, 4] as const) expect(weigh({ ...nothing, alerts: [{ kind: 'insulationFalling', severity }] })).toMatchObject({ urgency: severity, trouble: 'insulation' });
    expect(weigh({ ...nothing, alerts: [{ kind: 'somethingNew', severity: 2 }] }).trouble).toBe('vehicleAlarm');
  });
  test('full-width and traditional signs are the plain ones', () => expect(folded('車　ＡＢＣ')).toBe('车abc'));
});

const dangerWords = ['冒烟', '起火了', '烧焦味', '刹车失灵', '方向盘锁死', '失去动力', '被困在车里', '漏液', '触电', '翻车', 'smoke', 'on fire', 'burning smell', 'brake failure: brakes failed', 'lost power', 'flooded', 'airbag deployed: airbags deployed', '抛锚', '隧道', '高速'];
const harmless = fc.constantFrom('没有', '不', '你好', '我的车', '今天', '在家', '车库', '充不进电', '保养', '空调', '孩子', 'no', 'not', 'the car', 'at home', '，', '。', ' ', 'charging', '有', '和', '或', '的', 'or');
const text = fc.array(fc.oneof(harmless, fc.constantFrom(...dangerWords), fc.string({ maxLength: 6 })), { maxLength: 10 }).map((parts) => parts.join(''));
const place = fc.constantFrom(...placeKinds);
const severity = fc.constantFrom<Urgency>(1, 2, 3, 4);
const alert = fc.record({ kind: fc.constantFrom('overheatingPack', 'chargingFails', 'twelveVoltDying', 'lowSocStranded'), severity });
const evidence = fc.record({ alerts: fc.array(alert, { maxLength: 3 }), words: fc.array(text, { maxLength: 3 }), troubles: fc.array(fc.constantFrom(...troubles), { maxLength: 1 }), places: fc.array(place, { maxLength: 1 }), score: fc.constant(null) });

describe('properties (U1)', () => {
  const danger = fc.constantFrom(...dangerWords);
  test('a danger said before or after anything never makes it less urgent', () => {
    fc.assert(fc.property(evidence, text, danger, fc.boolean(), (known, words, word, before) => {
      const without = weigh({ ...known, words: [...known.words, words] }).urgency;
      const sentence = before ? `${word}。${words}` : `${words}。${word}`;
      expect(weigh({ ...known, words: [...known.words, sentence] }).urgency).toBeLessThanOrEqual(without);
    }), { numRuns: 600 });
  });
  test('another signal never makes it less urgent', () => {
    fc.assert(fc.property(evidence, alert, (known, one) => {
      const before = known.alerts.length + known.words.length + known.troubles.length === 0 ? 4 : weigh(known).urgency;
      expect(weigh({ ...known, alerts: [...known.alerts, one] }).urgency).toBeLessThanOrEqual(before);
    }));
  });
  test('nowhere is worse than a tunnel', () => {
    fc.assert(fc.property(evidence, place, (known, other) => {
      expect(weigh({ ...known, places: ['tunnel'] }).urgency).toBeLessThanOrEqual(weigh({ ...known, places: [other] }).urgency);
    }), { numRuns: 600 });
  });
  test('on the road is never less urgent than anywhere in the open, and at most one step less than where fire is shut in', () => {
    const shutIn: readonly PlaceKind[] = ['garage', 'tunnel', 'home'];
    fc.assert(fc.property(evidence, place, fc.constantFrom<PlaceKind>('motorway', 'lane'), (known, other, road) => {
      expect(weigh({ ...known, places: [road] }).urgency).toBeLessThanOrEqual(weigh({ ...known, places: [other] }).urgency + (shutIn.includes(other) ? 1 : 0));
    }), { numRuns: 600 });
  });
  test('a plain danger word is heard in any sentence of its own', () => {
    fc.assert(fc.property(text, fc.constantFrom('冒烟', '起火了', '刹车失灵', 'smoke'), (words, word) => {
      expect(troublesInWords(`${words}。${word}`)[0]?.urgency).toBe(1);
    }));
  });
  test('the urgency is that of a reason given, and the reasons name the most urgent (U2)', () => {
    fc.assert(fc.property(evidence, (known) => {
      const { urgency, reasons } = weigh(known);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.some((reason) => reason.urgency === urgency)).toBe(true);
    }));
  });
});

describe('advice', () => {
  test('smoke on the motorway: away from the car first, then the fire brigade, behind the barrier before the triangle (A1, A3)', () => {
    const advice = adviceFor({ trouble: 'smokeOrFire', urgency: 1, place: { kind: 'motorway' } });
    expect(advice.slice(0, 4)).toEqual(['stopSafely', 'leaveTheCar', 'keep15m', 'call119']);
    expect(advice.indexOf('behindTheBarrier')).toBeLessThan(advice.indexOf('triangle150m'));
    expect(advice).toContain('call12122');
  });
  test('an owner who is displeased is not told to stop the car', () => expect(adviceFor({ trouble: 'dissatisfied', urgency: 2, place: {} })).toEqual(['stayReachable']));
  test('in a tunnel nobody is told to set up a triangle', () => expect(adviceFor({ trouble: 'powerLoss', urgency: 1, place: { words: '隧道里' } })).not.toContain('triangle150m'));
  test('every trouble has advice at every urgency; in danger nothing about booking (A2)', () => {
    for (const trouble of troubles) for (const urgency of [1, 2, 3, 4] as const) for (const kind of placeKinds) {
      const advice = adviceFor({ trouble, urgency, place: { kind } });
      expect(advice.length).toBeGreaterThan(0);
      expect(new Set(advice).size).toBe(advice.length);
      if (urgency <= 2) expect(advice).not.toContain('bookAVisit');
      if (urgency <= 2) expect(advice).toContain('stayReachable');
    }
  });
  test('no code is without use', () => {
    const used = new Set(troubles.flatMap((trouble) => ([1, 2, 3, 4] as const).flatMap((urgency) => placeKinds.flatMap((kind) => adviceFor({ trouble, urgency, place: { kind } })))));
    expect(adviceCodes.filter((code) => !used.has(code))).toEqual([]);
  });
});
