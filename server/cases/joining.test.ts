// What joins what.
import { describe, expect, test } from 'vitest';
import { caseToJoin, troubleAfter, type OpenTrouble } from './joining.ts';
import type { Trouble } from './codes.ts';
import type { Urgency } from './urgency.ts';

const now = new Date('2026-11-24T02:00:00Z');
const open = (trouble: Trouble, urgency: Urgency, hoursAgo: number, id = 'one'): OpenTrouble => ({ id, trouble, urgency, openedAt: new Date(now.getTime() - hoursAgo * 3_600_000) });

describe('one breakdown, one case', () => {
  test.each<[Trouble, Urgency, Trouble, Urgency, number, boolean, string]>([
    ['charging', 3, 'charging', 3, 500, true, 'the same trouble, however old (J1)'],
    ['other', 3, 'charging', 3, 5, true, 'an unclear word on a fresh case (J2)'],
    ['other', 3, 'charging', 3, 25, false, 'an unclear word on a case of the day before yesterday (J2)'],
    ['vehicleAlarm', 2, 'brakes', 1, 1, true, 'the car raises an alarm after the owner spoke of brakes (J2)'],
    ['charging', 3, 'other', 3, 2, true, 'a clear word on a fresh unclear case (J2)'],
    ['other', 3, 'other', 3, 30, false, 'two unclear words a day apart'],
    ['smokeOrFire', 1, 'powerLoss', 2, 1, true, 'smoke where the car had lost power (J3)'],
    ['smokeOrFire', 1, 'screen', 3, 1, true, 'smoke where the screen was dark (J3)'],
    ['smokeOrFire', 1, 'powerLoss', 2, 48, false, 'smoke two days later'],
    ['batteryHot', 2, 'insulation', 3, 48, true, 'two signs of one battery'],
    ['twelveVolt', 3, 'powerLoss', 2, 48, true, 'a flat 12 V battery and a car that does not move'],
    ['maintenance', 4, 'other', 3, 1, false, 'a wish for maintenance and an unclear trouble (J4)'],
    ['smokeOrFire', 1, 'maintenance', 4, 1, false, 'smoke and a planned maintenance (J4)'],
    ['maintenance', 4, 'maintenance', 4, 100, true, 'the same wish again'],
    ['noise', 3, 'charging', 3, 1, false, 'two different troubles'],
  ])('%s (urgency %i) on a case of %s (urgency %i, %i h old): %s, %s', (trouble, urgency, known, knownUrgency, hoursAgo, joins) => {
    expect(caseToJoin({ trouble, urgency }, [open(known, knownUrgency, hoursAgo)], now, 24) !== undefined).toBe(joins);
  });
  test('the closest kin wins, then the youngest', () => {
    expect(caseToJoin({ trouble: 'charging', urgency: 3 }, [open('other', 3, 1, 'unclear'), open('charging', 3, 90, 'kin')], now, 24)?.id).toBe('kin');
    expect(caseToJoin({ trouble: 'other', urgency: 3 }, [open('noise', 3, 9, 'older'), open('charging', 3, 2, 'younger')], now, 24)?.id).toBe('younger');
    expect(caseToJoin({ trouble: 'other', urgency: 3 }, [], now, 24)).toBeUndefined();
  });
  test('a case goes by its clearest and most urgent name', () => {
    expect(troubleAfter({ trouble: 'other', urgency: 3 }, { trouble: 'charging', urgency: 3 })).toBe('charging');
    expect(troubleAfter({ trouble: 'charging', urgency: 3 }, { trouble: 'smokeOrFire', urgency: 1 })).toBe('smokeOrFire');
    expect(troubleAfter({ trouble: 'brakes', urgency: 1 }, { trouble: 'vehicleAlarm', urgency: 1 })).toBe('brakes');
    expect(troubleAfter({ trouble: 'smokeOrFire', urgency: 1 }, { trouble: 'charging', urgency: 3 })).toBe('smokeOrFire');
  });
});
