// Days and times that can be kept. A day without one says why, when it is chosen.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { clockTime, dayName, dayParts } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { refusedDayOf, worthWaiting } from '#client/refused-day';
import { WaitForDay } from './Waiting.tsx';
import { words } from './words.ts';

export type Day = Out<'findSlots'>['days'][number];

/** The time was taken while one looked; the nearest others are one press away. */
export function Gone({ error, onChoose }: { error: Error | null; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  if (error === null) return null;
  const offered = error instanceof Refused && error.code === 'slotTaken' ? (error.details['alternatives'] as { startsAt: string }[] | undefined) : undefined;
  if (offered === undefined || offered.length === 0) return <Notice tone="danger">{says(error)}</Notice>;
  return <Notice tone="warn"><p style={{ marginBottom: 8 }}>{w.gone}</p><div className="k-row">{offered.map((slot) => <Button key={slot.startsAt} onClick={() => onChoose(slot.startsAt)}>{dayName(slot.startsAt, language)} {clockTime(slot.startsAt, language)}</Button>)}</div></Notice>;
}

function OneDay({ day, chosen, onChoose, wait }: { day: Day; chosen: string; onChoose(startsAt: string): void; wait: React.ReactNode }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (day.refused !== null) {
    return <><Notice tone="warn">{w.why(dayName(day.onDay, language))}{refusedDayOf(day.refused, language)}</Notice>{worthWaiting(day.refused) ? wait : null}</>;
  }
  return <div className="o-slots" role="group" aria-label={dayName(day.onDay, language)}>{day.slots.map((slot) => <Button key={slot.startsAt} aria-pressed={slot.startsAt === chosen} onClick={() => onChoose(slot.startsAt)}>{clockTime(slot.startsAt, language)}</Button>)}</div>;
}

/** The strip of days with the times of the chosen one; `wait` is what a full day offers. */
export function Days({ days, chosen, onChoose, wait }: { days: readonly Day[]; chosen: string; onChoose(startsAt: string): void; wait(onDay: string): React.ReactNode }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [onDay, setOnDay] = useState('');
  const day = days.find((one) => one.onDay === onDay) ?? days.find((one) => one.refused === null) ?? days[0];
  return (
    <div className="k-stack">
      <div className="o-days">{days.map((one) => {
        const parts = dayParts(one.onDay, language);
        return <button key={one.onDay} type="button" aria-pressed={one === day} data-full={one.refused !== null} onClick={() => setOnDay(one.onDay)}><small>{parts.weekday}</small><strong>{parts.day}</strong><small>{one.refused === null ? parts.month : w.full}</small><span className="sr">{one.refused === null ? w.open(one.slots.length) : parts.month}</span></button>;
      })}</div>
      {day === undefined ? null : <OneDay day={day} chosen={chosen} onChoose={onChoose} wait={wait(day.onDay)} />}
    </div>
  );
}

export function Times({ vehicleId, outletId, operations, moving, caseId, chosen, onChoose }: { vehicleId: string; outletId: string; operations: string[]; moving?: string; caseId?: string | undefined; chosen: string; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const slots = useAsk('findSlots', { vehicleId, outletId, operations, days: 14, ...(moving === undefined ? {} : { moving }) }, { topics: ['appointments'] });
  return (
    <Card title={w.when} aside={slots.data === undefined ? undefined : <span className="k-muted">{w.minutes(slots.data.durationMin)}</span>}>
      <Answered of={slots} says={says}>{(data) => <Days days={data.days} chosen={chosen} onChoose={onChoose} wait={(onDay) => (moving === undefined ? <WaitForDay key={onDay} vehicleId={vehicleId} outletId={outletId} operations={operations} onDay={onDay} caseId={caseId} /> : null)} />}</Answered>
    </Card>
  );
}
