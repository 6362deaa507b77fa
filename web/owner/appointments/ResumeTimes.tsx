// Times at which the work on a car that is home can go on; each day without one says why.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Days, Gone, type Day } from './Times.tsx';
import { words } from './words.ts';

export function ResumeTimes({ order, done }: { order: { id: string; version: number }; done(): void }) {
  const w = useWords(words);
  const says = useSays();
  const [startsAt, choose] = useState('');
  const slots = useAsk('findResumeSlots', { workOrderId: order.id, days: 14 }, { topics: ['appointments', 'workorders'] });
  const act = useAct('bookResume');
  return (
    <Answered of={slots} says={says}>{(data) => (
      <div className="k-stack">
        <Days days={data.days as Day[]} chosen={startsAt} onChoose={choose} wait={() => null} />
        <Gone error={act.error} onChoose={choose} />
        <Button kind="primary" wide busy={act.isPending} disabled={startsAt === ''} onClick={() => act.mutate({ workOrderId: order.id, version: order.version, startsAt }, { onSuccess: done })}>{w.bookThis}</Button>
      </div>
    )}</Answered>
  );
}
