// The queue by properties and by a simulated hour: nobody is lost, danger goes first, and a promise is a time in open hours.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, moves, skills, states, table, type Agent, type Contact, type Line, type Move, type Skill, type State } from './contact.ts';
import { inOrder, isOpenAt, modeOf, offers, promiseFor } from './queue.ts';

const line: Line = { brandId: 'xihe', eventKey: 'k', weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '22:00' })), exceptions: [], opensOnHolidays: false, surge: false, surgeBy: null, surgeAt: null, mostWaitSeconds: 300, usualSeconds: 240, version: 1 };
const split: Line = { ...line, weeklyHours: [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, opens: '08:00', closes: '12:00' }, { weekday, opens: '13:30', closes: '22:00' }]) };
const lines = { plain: line, split };
const at = (text: string): Date => new Date(text);
const agent = (staffId: string, own: readonly Skill[] = skills, outletId: string | null = null, since = '2026-11-26T00:00:00Z'): Agent => ({ staffId, brandId: 'xihe', name: staffId, outletId, skills: [...own], state: 'ready', since: at(since) });

test('the table is total: what is not in it cannot be done, nothing leaves the end, and nobody who waits is simply done', () => {
  expect(Object.keys(table).sort()).toEqual([...states].sort());
  for (const move of moves) expect(after('done', move)).toBeUndefined();
  for (const state of states) for (const move of moves) {
    const to = after(state, move);
    expect(to === undefined || states.includes(to)).toBe(true);
    if ((state === 'waiting' || state === 'offered') && to === 'done') expect(move).toBe('vanish');
  }
  const reachable = (from: State): Set<State> => {
    const seen = new Set<State>([from]);
    for (const state of seen) for (const move of moves) { const to = after(state, move as Move); if (to !== undefined) seen.add(to); }
    return seen;
  };
  expect(reachable('waiting')).toEqual(new Set(states));
});

describe('who is answered by whom', () => {
  const contact = fc.record({ id: fc.uuid(), urgency: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4), skill: fc.constantFrom(...skills), arrivedAt: fc.integer({ min: 0, max: 600 }).map((s) => new Date(Date.parse('2026-11-26T02:00:00Z') + s * 1000)), offeredTo: fc.constant(null) });
  test('one person has one contact, one contact one person, danger before everybody (Q1, Q3)', () => {
    fc.assert(fc.property(fc.uniqueArray(contact, { maxLength: 12, selector: (one) => one.id }), fc.integer({ min: 0, max: 6 }), fc.constantFrom('open' as const, 'surge' as const), (waiting, count, mode) => {
      const free = Array.from({ length: count }, (_, index) => agent(`a${index}`, [skills[index % 4] as Skill]));
      const made = offers(waiting, free, mode, at('2026-11-26T02:10:00Z'));
      expect(new Set(made.map((one) => one.staffId)).size).toBe(made.length);
      expect(new Set(made.map((one) => one.contactId)).size).toBe(made.length);
      const danger = waiting.filter((one) => one.urgency === 1);
      const answered = new Set(made.map((one) => one.contactId));
      expect(danger.filter((one) => answered.has(one.id)).length).toBe(Math.min(danger.length, count));
      if (mode === 'surge') expect(made.length).toBe(Math.min(waiting.length, count));
    }));
  });
  test('a skill is kept free for a minute, then anybody answers; the brand’s own people before an outlet’s', () => {
    const one = { id: 'c', urgency: 3 as const, skill: 'technical' as const, arrivedAt: at('2026-11-26T02:00:00Z'), offeredTo: null };
    expect(offers([one], [agent('sales', ['sales'])], 'open', at('2026-11-26T02:00:30Z'))).toEqual([]);
    expect(offers([one], [agent('sales', ['sales'])], 'open', at('2026-11-26T02:01:00Z'))).toEqual([{ contactId: 'c', staffId: 'sales' }]);
    expect(offers([one], [agent('shop', ['technical'], 'shanghai-one'), agent('desk', ['technical'], null, '2026-11-26T01:00:00Z')], 'open', at('2026-11-26T02:00:30Z'))).toEqual([{ contactId: 'c', staffId: 'desk' }]);
  });
});

describe('what is promised', () => {
  test('at night and on a holiday a call-back in open hours; danger is answered at any hour (Q4, Q5)', () => {
    expect(modeOf(line, at('2026-11-26T18:00:00Z'))).toBe('night');
    expect(modeOf(line, at('2026-10-01T04:00:00Z'))).toBe('holiday');
    expect(modeOf({ ...line, surge: true }, at('2026-11-26T02:00:00Z'))).toBe('surge');
    const night = promiseFor({ urgency: 3 }, 0, 0, 0, line, at('2026-11-26T18:00:00Z'));
    expect(night.kind === 'callBack' && night.dueAt.toISOString()).toBe('2026-11-27T00:15:00.000Z');
    const feast = promiseFor({ urgency: 3 }, 0, 0, 2, line, at('2026-10-01T04:00:00Z'));
    expect(feast.kind === 'callBack' && feast.dueAt.getTime() >= Date.parse('2026-10-08T00:00:00Z')).toBe(true);
    expect(promiseFor({ urgency: 1 }, 9, 9, 0, line, at('2026-11-26T18:00:00Z')).kind).toBe('wait');
  });
  test('several periods a day, holidays, weekends worked in exchange and days of the line’s own: shut in between, and the call-back is due in the next open minute (Q4)', () => {
    const due = (now: string, of: Line = split) => {
      const promised = promiseFor({ urgency: 3 }, 0, 0, 0, of, at(now));
      return promised.kind === 'callBack' ? promised.dueAt.toISOString() : 'wait';
    };
    // Thursday 26 November: 08:00-12:00 and 13:30-22:00 in Beijing; at the weekend nothing.
    expect(['2026-11-26T01:00:00Z', '2026-11-26T04:30:00Z', '2026-11-26T05:30:00Z', '2026-11-26T13:59:00Z', '2026-11-26T14:00:00Z', '2026-11-28T03:00:00Z'].map((now) => modeOf(split, at(now)))).toEqual(['open', 'night', 'open', 'open', 'night', 'night']);
    expect(due('2026-11-26T04:10:00Z')).toBe('2026-11-26T05:45:00.000Z'); // at noon: a quarter of an hour after 13:30
    expect(due('2026-11-26T03:50:00Z')).toBe('2026-11-26T05:35:00.000Z'); // ten minutes before noon and five after the pause
    expect(due('2026-11-27T14:30:00Z')).toBe('2026-11-30T00:15:00.000Z'); // Friday night: Monday
    // National Day 2026: shut until the 7th; 10 October, a Saturday, is worked in exchange and has Monday's hours.
    expect(modeOf(split, at('2026-10-03T02:00:00Z'))).toBe('holiday');
    expect(due('2026-09-30T15:00:00Z')).toBe('2026-10-08T00:15:00.000Z');
    expect(modeOf(split, at('2026-10-10T02:00:00Z'))).toBe('open');
    expect(modeOf(split, at('2026-10-10T04:30:00Z'))).toBe('night');
    expect(due('2026-10-09T15:00:00Z')).toBe('2026-10-10T00:15:00.000Z');
    expect(modeOf({ ...split, opensOnHolidays: true }, at('2026-10-02T02:00:00Z'))).toBe('open');
    // A day of the line's own wins over everything: short on New Year's Eve, shut for stocktaking.
    const own: Line = { ...split, exceptions: [{ onDay: '2026-11-27', periods: [], why: '盘点' }, { onDay: '2026-10-01', periods: [{ opens: '10:00', closes: '11:00' }], why: '国庆值班' }] };
    expect(modeOf(own, at('2026-11-27T02:00:00Z'))).toBe('holiday');
    expect(due('2026-11-26T15:00:00Z', own)).toBe('2026-11-30T00:15:00.000Z');
    expect(modeOf(own, at('2026-10-01T02:30:00Z'))).toBe('open');
    expect(due('2026-09-30T15:00:00Z', own)).toBe('2026-10-01T02:15:00.000Z');
    // A line that closes at an odd minute never promises the minute after.
    const odd: Line = { ...split, weeklyHours: [{ weekday: 4, opens: '08:00', closes: '12:03' }] };
    expect(due('2026-11-26T03:47:30Z', odd)).toBe('2026-11-26T04:02:30.000Z');
    // Round the clock: midnight belongs to both days.
    const always: Line = { ...split, weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })) };
    expect(due('2026-11-26T15:45:00Z', always)).toBe('2026-11-26T16:00:00.000Z');
    expect(isOpenAt(always, at('2026-11-26T16:00:00Z'))).toBe(true);
  });
  test('a call-back is due in open hours, and never earlier for who came later', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2026-09-25T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3600 }), fc.constantFrom('plain', 'split'), (now, ahead, owed, staffed, laterS, kind) => {
      const first = promiseFor({ urgency: 3 }, ahead, owed, staffed, lines[kind], now);
      const second = promiseFor({ urgency: 3 }, ahead, owed + 1, staffed, lines[kind], new Date(now.getTime() + laterS * 1000));
      for (const one of [first, second]) if (one.kind === 'callBack') {
        expect(one.dueAt.getTime()).toBeGreaterThan(now.getTime());
        expect(isOpenAt(lines[kind], one.dueAt)).toBe(true);
      }
      if (first.kind === 'callBack' && second.kind === 'callBack') expect(second.dueAt.getTime()).toBeGreaterThanOrEqual(first.dueAt.getTime());
    }), { numRuns: 300 });
  });
});

/** An hour at the desk, second by second: callers come, wait as long as they can bear, are answered or promised a call-back. */
function hour(seed: number, callers: number, people: number): { contacts: (Pick<Contact, 'id' | 'urgency' | 'skill' | 'arrivedAt' | 'state' | 'callBackDueAt' | 'offeredTo'> & { answeredAt: Date | null; patienceS: number; talkS: number })[]; busiest: number } {
  let state = seed;
  const dice = (): number => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296);
  const start = Date.parse('2026-11-26T02:00:00Z');
  const all = Array.from({ length: callers }, (_, index) => ({
    id: `c${String(index).padStart(3, '0')}`, urgency: (dice() < 0.1 ? 1 : 3) as 1 | 3, skill: skills[Math.floor(dice() * 4)] as Skill, arrivedAt: new Date(start + Math.floor(dice() * 600) * 1000), state: 'waiting' as State,
    callBackDueAt: null as Date | null, offeredTo: null, answeredAt: null as Date | null, patienceS: 30 + dice() * 400, talkS: 60 + dice() * 360,
  }));
  const desk = Array.from({ length: people }, (_, index) => ({ who: agent(`a${index}`, index === 0 ? skills : [skills[index % 4] as Skill, 'safety']), busyUntil: 0 }));
  let busiest = 0;
  const arrived = new Set<string>();
  for (let second = 0; second < 7200; second++) {
    const now = new Date(start + second * 1000);
    for (const one of all.filter((each) => each.arrivedAt.getTime() === now.getTime() && !arrived.has(each.id))) {
      arrived.add(one.id);
      const ahead = all.filter((each) => arrived.has(each.id) && each !== one && each.state === 'waiting').length;
      const promised = promiseFor(one, ahead, all.filter((each) => each.state === 'callBack').length, people, line, now);
      if (promised.kind === 'callBack') Object.assign(one, { state: after('waiting', 'promise'), callBackDueAt: promised.dueAt });
    }
    const waiting = all.filter((each) => arrived.has(each.id) && each.state === 'waiting');
    busiest = Math.max(busiest, waiting.length);
    const free = desk.filter((each) => each.busyUntil <= second).map((each) => ({ ...each.who, since: new Date(start + each.busyUntil * 1000) }));
    for (const { contactId, staffId } of offers(waiting, free, 'open', now)) {
      const one = all.find((each) => each.id === contactId) as (typeof all)[number];
      const person = desk.find((each) => each.who.staffId === staffId) as (typeof desk)[number];
      expect(person.busyUntil).toBeLessThanOrEqual(second);
      person.busyUntil = second + one.talkS + 20;
      Object.assign(one, { state: after(after('waiting', 'offer') as State, 'answer'), answeredAt: now });
    }
    for (const one of waiting) if (one.state === 'waiting' && now.getTime() - one.arrivedAt.getTime() > one.patienceS * 1000) {
      const due = promiseFor({ urgency: 3 }, 99, 0, people, line, now);
      Object.assign(one, { state: after('waiting', 'leave'), callBackDueAt: due.kind === 'callBack' ? due.dueAt : null });
    }
  }
  return { contacts: all, busiest };
}

test.each([1, 7, 42, 2026, 99991])('fifty calls for five people (%i): everybody is answered or has a call-back with a time', (seed) => {
  const { contacts, busiest } = hour(seed, 50, 5);
  expect(busiest).toBeGreaterThan(3);
  for (const one of contacts) expect([one.id, one.answeredAt !== null || (one.state === 'callBack' && one.callBackDueAt !== null)]).toEqual([one.id, true]);
  expect(contacts.filter((one) => one.answeredAt !== null).length).toBeGreaterThan(15);
  const waits = (urgency: number): number[] => contacts.filter((one) => one.urgency === urgency && one.answeredAt !== null).map((one) => ((one.answeredAt as Date).getTime() - one.arrivedAt.getTime()) / 1000);
  const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
  expect(mean(waits(1))).toBeLessThanOrEqual(mean(waits(3)) + 60);
});
test('danger stands first in line, then who came first', () => {
  const one = (id: string, urgency: 1 | 3, second: number) => ({ id, urgency, arrivedAt: new Date(second * 1000) });
  expect(inOrder([one('a', 3, 1), one('b', 1, 9), one('c', 3, 0)]).map((each) => each.id)).toEqual(['b', 'c', 'a']);
});
