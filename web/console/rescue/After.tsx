// What comes after: where the car goes and what is lacking there, quarantine, onward travel, cost and who pays.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, TextField } from '#kit/field.tsx';
import { Money, When, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { WatchOf } from '../batteries/Watch.tsx';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import type { Page } from './RescuePage.tsx';
import { words } from './words.ts';

type Place = NonNullable<Page['destination']>;
function Lacks({ one }: { one: Place }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  return one.missing.length === 0 ? <Tag tone="good">{w.complete}</Tag> : <>{one.missing.map((lack) => <Tag key={lack} tone={lack === 'closed' || lack === 'towAccess' ? 'plain' : 'warn'}>{r.missing[lack]}</Tag>)}</>;
}

export function Destination({ page, may }: { page: Page; may: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [looking, setLooking] = useState(false);
  const list = useAsk('listDestinations', { missionId: page.id }, { enabled: looking });
  const act = useAct('chooseDestination', ({ missionId }) => ['showRescue', { missionId }]);
  const { destination } = page;
  if (page.response.way !== 'tow' && destination === null) return null;
  const name = (one: Place): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <Card title={w.destination} aside={may && page.endedAt === null ? <Button small aria-expanded={looking} onClick={() => setLooking(!looking)}>{w.look}</Button> : undefined}>
      {destination === null ? <Notice tone="warn">{page.arrival?.unknown.includes('place') === true ? w.noDestination.place : w.noDestination.nobody}</Notice> : <><p><strong>{name(destination)}</strong> <span className="k-muted">{destination.address}{destination.farKm === null ? '' : ` · ${w.far(destination.farKm)}`}</span></p><span className="c-inline"><Lacks one={destination} /></span><p className="k-muted">{destination.chosenBy === null ? (destination.missing.length === 0 ? w.proposed : '') : w.chosenBy(destination.chosenBy)}{destination.quarantinePlace === null || !page.response.quarantine ? '' : ` · ${w.quarantine}: ${destination.quarantinePlace}`}</p></>}
      <Stale error={act.error} />
      {looking ? <Answered of={list} says={says} lines={4}>{({ outlets }) => <ul className="k-list">{outlets.map((one) => (
        <li key={one.outletId} className="k-between"><span><strong>{name(one)}</strong> <span className="k-muted">{one.farKm === null ? '' : w.far(one.farKm)}</span></span><span className="c-inline"><Lacks one={one} />{one.outletId === destination?.outletId ? null : <Button small busy={act.isPending} disabled={one.missing.includes('quarantine')} onClick={() => act.mutate({ missionId: page.id, version: page.version, outletId: one.outletId }, { onSuccess: () => setLooking(false) })}>{w.choose}</Button>}</span></li>
      ))}</ul>}</Answered> : null}
    </Card>
  );
}

/** A place kept on the way; once the car stands there, its watch, as the book of batteries has it. */
export function Quarantine({ quarantine }: { quarantine: NonNullable<Page['quarantine']> }) {
  const w = useWords(words);
  return quarantine.quarantineId === null ? (
    <Card title={`${w.quarantine} · ${quarantine.placeName}`} aside={quarantine.releasedAt === null ? <Tag tone="danger">{w.reserved}</Tag> : <Tag tone="plain">{w.notNeeded}</Tag>}><p className="k-muted">{w.quarantineLead}</p></Card>
  ) : <WatchOf quarantineId={quarantine.quarantineId} />;
}

export function Onward({ page, may }: { page: Page; may: boolean }) {
  const mark = useMarks();
  const w = useWords(words);
  const r = useWords(rescueWords);
  const [said, setSaid] = useState('');
  const act = useAct('arrangeOnward', ({ missionId }) => ['showRescue', { missionId }]);
  const { onward } = page;
  return (
    <Card title={w.onward}>
      {onward === null ? <p className="k-muted">{w.noOnward}</p> : <>
        <p><strong>{r.onward[onward.kind]}</strong> · {onward.people} · {onward.toWords} <span className="k-muted">{onward.askedBy} <When at={onward.askedAt} />{onward.mostFen === null ? '' : ` · ≤ ${yuan(onward.mostFen)}`}</span></p>
        {onward.arrangedAt === null ? null : <Notice tone="good">{w.arrange}{mark.colon}{onward.arrangedWords}</Notice>}
        <Stale error={act.error} />
        {!may || onward.arrangedAt !== null ? null : <><TextField label={w.arrangeWords} value={said} onValue={setSaid} maxLength={200} /><div className="k-row"><Button kind="primary" busy={act.isPending} disabled={said.trim() === ''} onClick={() => act.mutate({ missionId: page.id, version: page.version, words: said })}>{w.arrange}</Button>{onward.kind === 'loaner' ? <Link className="k-button" to={links.loaners()}>{w.loanerPage}</Link> : null}</div></>}
      </>}
    </Card>
  );
}

export function Pays({ page }: { page: Page }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const [payer, setPayer] = useState(page.payer);
  const [why, setWhy] = useState('');
  const act = useAct('decidePayer', ({ missionId }) => ['showRescue', { missionId }]);
  return (
    <Card title={w.pays} aside={me.may('serviceManager', 'regionalManager') && !changing ? <Button small onClick={() => setChanging(true)}>{w.decide}</Button> : undefined}>
      <dl className="c-facts"><dt>{w.cost}</dt><dd><Money fen={page.costFen} /></dd><dt>{w.payer}</dt><dd><strong>{r.payer[page.payer]}</strong></dd></dl><p className="k-muted">{r.payerRule[page.payerRule as 'wear'] ?? page.payerRule}</p>
      {changing ? <><Choice<Page['payer']> label={w.payer} hidden value={payer} onValue={setPayer} options={(['owner', 'maker', 'insurer', 'goodwill'] as const).map((value) => ({ value, label: r.payer[value] }))} /><TextField label={w.whyPays} value={why} onValue={setWhy} maxLength={200} /><Stale error={act.error} /><Button kind="primary" busy={act.isPending} disabled={why.trim() === ''} onClick={() => act.mutate({ missionId: page.id, version: page.version, payer, why }, { onSuccess: () => setChanging(false) })}>{w.save}</Button></> : null}
    </Card>
  );
}
