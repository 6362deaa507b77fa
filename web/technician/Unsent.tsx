// What waits to be sent, in its order; and what the house would not take: the person sees why and decides, nothing is dropped silently.
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { sentenceOf } from '#client/sentences/index';
import { useToday } from './Frame.tsx';
import { dropDeed, sendAnyway } from './queue.ts';
import { words } from './words.ts';

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(bytes < 104_857_600 ? 1 : 0);
type Change = { at: string; actorName: string };

export function Unsent() {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const { deeds, room, refresh, online } = useToday();
  return (
    <>
      <h1>{deeds.length === 0 ? w.allSent : w.notSent(deeds.length)}</h1>
      {online ? null : <Notice tone="warn">{w.offlineLead}</Notice>}
      {deeds.length === 0 ? <Empty icon="check" title={w.allSent} /> : <Button wide onClick={refresh}>{w.sendNow}</Button>}
      <ul className="t-jobs">{deeds.map((deed) => (
        <li key={deed.key} className="t-deed" data-stopped={deed.stopped !== null}>
          <span className="k-between"><strong>{w.deeds[deed.name]}</strong><When at={deed.at} /></span><span className="k-between"><span className="k-muted">{deed.of.label}</span>{deed.photoKeys.length === 0 ? null : <Tag>{w.photos(deed.photoKeys.length)}</Tag>}</span>
          {deed.stopped === null ? null : <>
            <Notice tone="danger">{deed.stopped.code === 'staleEdit' ? w.changed(((deed.stopped.details['changes'] as Change[] | undefined) ?? []).map((change) => change.actorName).join(mark.comma)) : sentenceOf(deed.stopped.code, deed.stopped.details, language)}</Notice>
            <div className="k-row"><Button kind="primary" onClick={() => void sendAnyway(deed)}>{w.sendAnyway}</Button><Button kind="danger" onClick={() => void dropDeed(deed)}>{w.drop}</Button></div>
          </>}
        </li>
      ))}</ul>
      {room === undefined ? null : <Card title={w.storage}><p>{w.room(megabytes(room.usedBytes))}</p></Card>}
    </>
  );
}
