// Another window for a visit: after nobody was there, or because the owner asks for it on the phone. Only times at which somebody can come.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { clockTime, dayName } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import type { Job } from './RoadMap.tsx';
import { words } from './words.ts';

export function NewWindow({ job, done }: { job: Job; done(moved: boolean): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const act = useAct('moveVisit');
  const place = job.kind === 'return' ? (job.toPlace ?? job.place) : job.place;
  const operations = job.operations.map((one) => one.code);
  const times = useAsk('findVisitTimes', { vehicleId: job.vehicleId, kind: job.kind as 'homeVisit', lon: place.lon, lat: place.lat, days: 4, moving: job.id, ...(operations.length === 0 ? {} : { operations }) }, { topics: ['dispatch'], keep: true });
  return (
    <Answered of={times} says={says} lines={4}>{(data) => (
      <div className="k-stack">
        {data.days.every((day) => day.windows.length === 0) ? <Notice tone="warn">{w.noWindow}</Notice> : null}
        {data.days.filter((day) => day.windows.length > 0).map((day) => <div key={day.onDay}><strong>{dayName(`${day.onDay}T12:00:00+08:00`, language)}</strong><div className="k-row">{day.windows.map((one) => <Button key={one.fromAt} small kind={chosen === one.fromAt ? 'primary' : 'plain'} aria-pressed={chosen === one.fromAt} onClick={() => setChosen(one.fromAt)}>{clockTime(one.fromAt, language)}–{clockTime(one.untilAt, language)}</Button>)}</div></div>)}
        <Stale error={act.error} />
        <div className="k-row"><Button kind="primary" busy={act.isPending} disabled={chosen === ''} onClick={() => act.mutate({ jobId: job.id, fromAt: chosen, version: job.version }, { onSuccess: () => {
          say(w.windowMoved);
          done(true);
        } })}>{w.takeWindow}</Button><Button onClick={() => done(false)}>{w.close}</Button></div>
      </div>
    )}</Answered>
  );
}
