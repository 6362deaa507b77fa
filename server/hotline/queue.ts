// Who is answered by whom, and what the others are promised. Pure. Q1 danger goes first, then whoever came first; Q2 who
// has the skill answers; who waited too long, or in a surge, is answered by anybody, and first by the place nearest to the
// skill, and rings at whoever let it go or gave it away only where nobody else is there; Q3 one person has one contact at a time; Q4 a promise is a time in open hours, and never earlier for who came later;
// Q5 danger is never told to wait for a call-back.
import { addDays, addWorkingMinutes, beijingDay, beijingTime, type Hours } from '#platform/calendar';
import { dayKindOf, periodsOn } from '#network';
import type { Agent, Contact, Line } from './contact.ts';

export type Mode = 'open' | 'night' | 'holiday' | 'surge';
type Waiting = Pick<Contact, 'id' | 'urgency' | 'skill' | 'arrivedAt' | 'offeredTo'>;

type Opening = Pick<Line, 'weeklyHours' | 'exceptions' | 'opensOnHolidays'>;
/** The periods of a day on which the line is open, by the same rules as an outlet's: a day of its own, holidays, weekends worked in exchange. */
export const periodsOf = (line: Opening, onDay: string): { opensAt: string; closesAt: string }[] =>
  periodsOn(line, onDay, dayKindOf(onDay), line.exceptions.find((one) => one.onDay === onDay)?.periods).map(({ opens, closes }) => ({ opensAt: opens, closesAt: closes }));
export const hoursOf = (line: Opening): Hours => (onDay) => periodsOf(line, onDay);

/** Whether somebody can be called back at a moment: also at the last minute of a period. */
export const isOpenAt = (line: Opening, at: Date): boolean => {
  const [onDay, time] = [beijingDay(at), beijingTime(at)];
  return periodsOf(line, onDay).some((period) => period.opensAt <= time && time <= period.closesAt) || (time === '00:00' && periodsOf(line, addDays(onDay, -1)).some((period) => period.closesAt === '24:00'));
};

/** Shut all day is a holiday where the State Council or the line itself says so; before, between and after periods is night. */
export function modeOf(line: Opening & Pick<Line, 'surge'>, now: Date): Mode {
  const onDay = beijingDay(now);
  const today = periodsOf(line, onDay);
  const time = beijingTime(now);
  if (today.some((period) => period.opensAt <= time && time < period.closesAt)) return line.surge ? 'surge' : 'open';
  return today.length === 0 && (dayKindOf(onDay) === 'holiday' || line.exceptions.some((one) => one.onDay === onDay)) ? 'holiday' : 'night';
}

/** (Q1) */
export const inOrder = <One extends Pick<Waiting, 'urgency' | 'arrivedAt' | 'id'>>(waiting: readonly One[]): One[] =>
  [...waiting].sort((a, b) => (a.urgency === 1 ? 0 : 1) - (b.urgency === 1 ? 0 : 1) || a.arrivedAt.getTime() - b.arrivedAt.getTime() || a.id.localeCompare(b.id));

const overflowMs = 60_000;
/** (Q2, Q3) Pairs of a contact and the person it is offered to. `free` are ready and have no contact, who is free longest first; `ready` are all who are there. */
export function offers(waiting: readonly Waiting[], free: readonly Agent[], mode: Mode, now: Date, ready: readonly Pick<Agent, 'staffId' | 'skills'>[] = free): { contactId: string; staffId: string }[] {
  const left = [...free].sort((a, b) => a.since.getTime() - b.since.getTime() || a.staffId.localeCompare(b.staffId));
  const made: { contactId: string; staffId: string }[] = [];
  for (const one of inOrder(waiting)) {
    const others = left.filter((agent) => agent.staffId !== one.offeredTo);
    // Danger waits for nobody; the others wait for a colleague who is busy rather than ring where they came from.
    const comes = one.urgency !== 1 && ready.some((agent) => agent.staffId !== one.offeredTo && (mode !== 'open' || agent.skills.includes(one.skill)));
    const choice = others.length > 0 || (one.offeredTo !== null && comes) ? others : left;
    const skilled = choice.find((agent) => agent.skills.includes(one.skill) && agent.outletId === null) ?? choice.find((agent) => agent.skills.includes(one.skill));
    const anybody = one.urgency === 1 || mode !== 'open' || now.getTime() - one.arrivedAt.getTime() >= overflowMs;
    const agent = skilled ?? (anybody ? choice[0] : undefined);
    if (agent === undefined) continue;
    left.splice(left.indexOf(agent), 1);
    made.push({ contactId: one.id, staffId: agent.staffId });
  }
  return made;
}

export type Promised = { kind: 'wait'; byAt: Date } | { kind: 'callBack'; dueAt: Date };
const roundUp = (at: Date): Date => new Date(Math.ceil(at.getTime() / 300_000) * 300_000);

/** What somebody who arrives is promised. `ahead` stand before, `owed` wait to be called back. (Q4, Q5) */
export function promiseFor(one: Pick<Contact, 'urgency'>, ahead: number, owed: number, staffed: number, line: Line, now: Date): Promised {
  const mode = modeOf(line, now);
  const seconds = Math.ceil(((ahead + 1) / Math.max(1, staffed)) * line.usualSeconds);
  const most = mode === 'surge' ? line.mostWaitSeconds * 2 : line.mostWaitSeconds;
  if (one.urgency === 1) return { kind: 'wait', byAt: new Date(now.getTime() + Math.min(seconds, 60) * 1000) };
  if ((mode === 'open' || mode === 'surge') && staffed > 0 && (seconds <= most || ahead < staffed)) return { kind: 'wait', byAt: new Date(now.getTime() + seconds * 1000) };
  const minutes = Math.max(15, Math.ceil(((ahead + owed + 1) * line.usualSeconds) / 60 / Math.max(1, staffed)));
  const due = addWorkingMinutes(now, minutes, hoursOf(line));
  const round = roundUp(due);
  return { kind: 'callBack', dueAt: isOpenAt(line, round) ? round : due };
}
