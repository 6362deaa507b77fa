// The rescue of a case: how it stands, or the way to begin one.
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { rescueWords } from '#client/rescue-words';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useKeys } from '../shell/keys.ts';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

export function RescueOfCase({ caseId, mayStart }: { caseId: string; mayStart: boolean }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const go = useNavigate();
  const me = useMe();
  const list = useAsk('listRescues', { caseId }, { topics: ['rescue'] });
  const start = useAct('startRescue');
  const missions = list.data?.missions ?? [];
  const may = mayStart && me.may('agent', 'dispatcher', 'serviceManager', 'regionalManager') && missions.every((one) => one.endedAt !== null);
  const begin = (): void => start.mutate({ caseId }, { onSuccess: (mission) => void go(links.rescue(mission.id)) });
  const box = useRef<HTMLDivElement>(null);
  useKeys({ s: () => box.current?.querySelector<HTMLElement>('button, a')?.focus() }); // to the rescue, which Enter opens or begins
  if (missions.length === 0 && !may) return null;
  return (
    <Card title={w.title}><div ref={box}>
      {missions.map((one) => <div key={one.id} className="k-between"><Link to={links.rescue(one.id)}>{one.number}</Link><Tag tone={one.endedAt === null ? 'danger' : 'plain'}>{r.state[one.state]}</Tag></div>)}
      <Stale error={start.error} />
      {may ? <><p className="k-muted">{w.startLead}</p><Button busy={start.isPending} onClick={begin}>{w.start} <kbd>S</kbd></Button></> : null}
    </div>    </Card>
  );
}
