// The day at an outlet: bays against the hours, people, and time that another brand has taken.
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice, Tag } from '#kit/card.tsx';
import { clockTime, dayName, dayOf, useNow } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty, Failed } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type BoardData = Out<'dayBoard'>;
type Span = { from: number; to: number };
const minuteOf = (at: string): number => {
  const [hour = 0, minute = 0] = clockTime(at, 'en').split(':').map(Number);
  return hour * 60 + minute;
};

/** The hours to show: the opening hours and everything that is booked, at least eight to eighteen. */
function spanOf(board: BoardData): Span {
  const all = [...board.hours.map((one) => ({ startsAt: one.opensAt, endsAt: one.closesAt })), ...board.appointments, ...board.takenByOthers];
  const from = Math.min(8, ...all.map((one) => Math.floor(minuteOf(one.startsAt) / 60)));
  return { from, to: Math.max(18, ...all.map((one) => Math.ceil(minuteOf(one.endsAt) / 60))) };
}

function place(span: Span, startsAt: string, endsAt: string) {
  const share = (minute: number): number => ((Math.max(span.from * 60, Math.min(span.to * 60, minute)) - span.from * 60) / ((span.to - span.from) * 60)) * 100;
  const [from, to] = [share(minuteOf(startsAt)), share(minuteOf(endsAt))];
  return { left: `${from}%`, width: `${Math.max(2, to - from)}%` };
}

type LaneProps = { name: ReactNode; span: Span; mine: BoardData['appointments']; others: BoardData['takenByOthers']; away?: boolean; by: 'bay' | 'staff'; today: boolean };

function Lane({ name, span, mine, others, away = false, by, today }: LaneProps) {
  const w = useWords(words);
  const { language } = useLanguage();
  const now = useNow(60_000);
  const inside = today && minuteOf(now.toISOString()) > span.from * 60 && minuteOf(now.toISOString()) < span.to * 60;
  return (
    <div className="c-lane">
      <div className="name">{name}</div>
      <div className="time" data-away={away} style={{ '--hour': `${100 / (span.to - span.from)}%` } as React.CSSProperties}>
        {inside ? <i className="now" style={{ left: place(span, now.toISOString(), now.toISOString()).left }} aria-hidden="true" /> : null}
        {others.map((one) => <div key={`${one.resourceId} ${one.startsAt}`} className="c-block" data-other="true" style={place(span, one.startsAt, one.endsAt)}>{w.taken}</div>)}
        {mine.map((one) => {
          const what = one.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join(language === 'zh' ? '、' : ', ');
          const words = `${clockTime(one.startsAt, language)}–${clockTime(one.endsAt, language)} ${one.plateNo ?? one.number} · ${w.state[one.state]} · ${what} · ${by === 'bay' ? one.technicianName : one.bayName}`;
          return (
            <Link key={one.id} to={links.case(one.caseId)} className="c-block" data-state={one.state} style={place(span, one.startsAt, one.endsAt)} title={words} aria-label={words}>
              <strong>{one.plateNo ?? one.number}</strong> <span>{w.state[one.state]}</span><br /><span>{what} · {by === 'bay' ? one.technicianName : one.bayName}</span>
            </Link>
          );
        })}
        {away ? <span className="off">{w.away}</span> : null}
      </div>
    </div>
  );
}

function Day({ data }: { data: BoardData }) {
  const w = useWords(words);
  const span = spanOf(data);
  const today = data.onDay === dayOf(new Date());
  const hours = (minutes: number): string => (minutes / 60).toFixed(1).replace('.0', '');
  return (
    <>
      {data.closedWhy === null ? <p className="k-muted">{w.load(hours(data.bookedBayMin), hours(data.openBayMin), data.openBayMin === 0 ? 0 : Math.round((data.bookedBayMin / data.openBayMin) * 100))}</p> : <Notice tone="warn">{w.closed(data.closedWhy)}</Notice>}
      <div className="c-board" tabIndex={0} role="region" aria-label={w.board}>
        <div className="c-hours"><span>{w.bay}</span><div>{Array.from({ length: span.to - span.from }, (_, index) => <span key={index}>{span.from + index}:00</span>)}</div></div>
        {data.bays.map((bay) => <Lane key={bay.id} name={bay.name} span={span} by="bay" today={today} mine={data.appointments.filter((one) => one.bayId === bay.id)} others={data.takenByOthers.filter((one) => one.resourceKind === 'bay' && one.resourceId === bay.id)} />)}
        <div className="c-hours"><span>{w.technicians}</span><div /></div>
        {data.technicians.map((person) => (
          <Lane key={person.id} span={span} by="staff" today={today} away={person.away} name={<span className="c-inline">{person.name}{person.mayWorkHv ? <Tag tone="info">{w.hv}</Tag> : null}</span>}
            mine={data.appointments.filter((one) => one.technicianId === person.id || one.guardianId === person.id)} others={data.takenByOthers.filter((one) => one.resourceKind === 'staff' && one.resourceId === person.id)} />
        ))}
      </div>
    </>
  );
}

export function Board() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const list = (outlets.data?.outlets ?? []).filter(me.isMyOutlet);
  const outletId = params.get('outlet') ?? list[0]?.id ?? '';
  const today = dayOf(new Date());
  const on = params.get('on') ?? today;
  const set = (name: string, value: string): void => setParams((before) => {
    before.set(name, value);
    return before;
  }, { replace: true });
  const shift = (days: number): void => set('on', dayOf(new Date(Date.parse(`${on}T12:00:00+08:00`) + days * 86_400_000)));
  const board = useAsk('dayBoard', { outletId, on }, { enabled: outletId !== '', topics: ['appointments'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.board} lead={dayName(on, language)}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.chooseOutlet} value={outletId} onChange={(event) => set('outlet', event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>
          <span className="c-inline">
            <Button small aria-label={w.dayBefore} onClick={() => shift(-1)}><Icon name="back" size={16} /></Button>
            <input className="k-input" type="date" aria-label={w.day} value={on} onChange={(event) => set('on', event.target.value || today)} />
            <Button small aria-label={w.dayAfter} onClick={() => shift(1)}><Icon name="next" size={16} /></Button>
            <Button small disabled={on === today} onClick={() => set('on', today)}>{w.today}</Button>
          </span>
        </div>
      </Heading>
      {outlets.error !== null ? <Failed sentence={says(outlets.error)} onRetry={() => void outlets.refetch()} /> : outlets.data !== undefined && list.length === 0 ? <Empty icon="store" title={w.noOutlets} /> : (
        <Answered of={board} says={says} lines={8}>{(data) => data.bays.length === 0 ? <Empty icon="store" title={w.noBays} /> : <Day data={data} />}</Answered>
      )}
    </div>
  );
}
