// What waits to be sent, in its order; and what the house would not take: the person sees why and decides, nothing is dropped silently.
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { DeedRow } from './DeedRow.tsx';
import { useToday } from './Frame.tsx';
import { words } from './words.ts';

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(bytes < 104_857_600 ? 1 : 0);

export function Unsent() {
  const w = useWords(words);
  const { deeds, room, refresh, online } = useToday();
  return (
    <>
      <h1>{deeds.length === 0 ? w.allSent : w.notSent(deeds.length)}</h1>
      {online ? null : <Notice tone="warn">{w.offlineLead}</Notice>}
      {deeds.length === 0 ? <Empty icon="check" title={w.allSent} /> : <Button wide onClick={refresh}>{w.sendNow}</Button>}
      <ul className="t-jobs">{deeds.map((deed) => <DeedRow key={deed.key} deed={deed} />)}</ul>
      {room === undefined ? null : <Card title={w.storage}><p>{w.room(megabytes(room.usedBytes))}</p></Card>}
    </>
  );
}
