// What was done on a car at any outlet of its brand, newest first, and the campaigns that wait for it.
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { MustKnow } from './AtTheDoor.tsx';
import { words } from './words.ts';

type Visit = Out<'showCarHistory'>['visits'][number];

function OneVisit({ one }: { one: Visit }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const mark = useMarks();
  const { language } = useLanguage();
  const work = one.work.map((line) => `${language === 'zh' ? line.name : line.nameEn}${line.payType === 'owner' ? '' : mark.aside(v.payType[line.payType])}`).join(mark.comma);
  return (
    <li>
      <div className="k-between"><span>{one.mayOpen ? <Link to={links.workOrder(one.id)}>{one.number}</Link> : one.number} · <When at={one.checkedInAt} /> · {one.odometerKm.toLocaleString('en-US')} km</span><span className="c-inline"><span className="k-muted">{language === 'zh' ? one.outletName : one.outletNameEn}</span>{one.state === 'handedBack' ? null : <Tag tone="info">{v.state[one.state]}</Tag>}</span></div>
      <p>{work === '' ? <span className="k-muted">{w.nothingDone}</span> : work}</p>
      {one.cause === null ? null : <p className="k-muted">{w.cause}{mark.colon}{one.cause}</p>}
    </li>
  );
}

/** The last visits; `most` leaves the older ones out. */
export function Visits({ vehicleId, most }: { vehicleId: string; most?: number }) {
  const w = useWords(words);
  const says = useSays();
  const history = useAsk('showCarHistory', { vehicleId }, { topics: ['workorders'] });
  return <Answered of={history} says={says} lines={3}>{({ visits }) => visits.length === 0 ? <p className="k-muted">{w.firstVisit}</p> : <ul className="k-list">{visits.slice(0, most).map((one) => <OneVisit key={one.id} one={one} />)}</ul>}</Answered>;
}

export function CarHistory({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const history = useAsk('showCarHistory', { vehicleId }, { topics: ['workorders'] });
  return (
    <>
      {(history.data?.campaigns.length ?? 0) === 0 ? null : <MustKnow arrival={{ campaigns: history.data?.campaigns ?? [], advice: [] }} />}
      <Card title={w.visitsTitle}><Visits vehicleId={vehicleId} /></Card>
    </>
  );
}
