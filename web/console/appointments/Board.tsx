// The day at an outlet: bays against the hours, people, and time that another brand has taken.
import { Link, useSearchParams } from 'react-router';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { clockTime, dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type BoardData = Out<'dayBoard'>;
const [fromHour, toHour] = [8, 20];
const minuteOf = (at: string): number => {
  const [hour = 0, minute = 0] = clockTime(at, 'en').split(':').map(Number);
  return hour * 60 + minute;
};
const place = (startsAt: string, endsAt: string) => {
  const [from, to] = [minuteOf(startsAt), minuteOf(endsAt)];
  const share = (minute: number): number => ((Math.max(fromHour * 60, Math.min(toHour * 60, minute)) - fromHour * 60) / ((toHour - fromHour) * 60)) * 100;
  return { left: `${share(from)}%`, width: `${Math.max(2, share(to) - share(from))}%` };
};

function Lane({ name, board, mine, others }: { name: string; board: BoardData; mine: BoardData['appointments']; others: BoardData['takenByOthers'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <div className="c-lane">
      <div className="name">{name}</div>
      <div className="time" style={{ '--hour': `${100 / (toHour - fromHour)}%` } as React.CSSProperties} data-day={board.onDay}>
        {others.map((one) => <div key={`${one.resourceId} ${one.startsAt}`} className="c-block" data-other="true" style={place(one.startsAt, one.endsAt)}>{w.taken}</div>)}
        {mine.map((one) => (
          <Link key={one.id} to={links.case(one.caseId)} className="c-block" data-state={one.state} style={place(one.startsAt, one.endsAt)}>
            <strong>{clockTime(one.startsAt, language)} {one.plateNo ?? one.number}</strong> {w.state[one.state]}<br />{one.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join('、')} · {one.technicianName}
          </Link>
        ))}
      </div>
    </div>
  );
}

export function Board() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const own = me.grants.flatMap((grant) => (grant.outlet === null ? [] : [grant.outlet.id]));
  const brands = me.brands.map((brand) => brand.id);
  const list = (outlets.data?.outlets ?? []).filter((one) => (own.length > 0 ? own.includes(one.id) : one.brandIds.some((brandId) => brands.includes(brandId))));
  const outletId = params.get('outlet') ?? list[0]?.id ?? '';
  const on = params.get('on') ?? dayOf(new Date());
  const set = (name: string, value: string): void => setParams((before) => {
    before.set(name, value);
    return before;
  }, { replace: true });
  const board = useAsk('dayBoard', { outletId, on }, { enabled: outletId !== '', topics: ['appointments'], keep: true });
  return (
    <div className="c-page">
      <header>
        <h1>{w.board}</h1>
        <div className="c-filters">
          <select className="k-input" aria-label={w.chooseOutlet} value={outletId} onChange={(event) => set('outlet', event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>
          <input className="k-input" type="date" aria-label={w.day} value={on} onChange={(event) => set('on', event.target.value || dayOf(new Date()))} />
        </div>
      </header>
      <Answered of={board} says={says} lines={8}>
        {(data) => data.bays.length === 0 ? <Empty icon="store" title={w.noBays} /> : (
          <>
            {data.closedWhy === null ? <p className="k-muted">{w.load(data.bookedBayMin, data.openBayMin)}</p> : <Notice tone="warn">{w.closed(data.closedWhy)}</Notice>}
            <div className="c-board" tabIndex={0} role="region" aria-label={w.board}>
              <div className="c-hours"><span /><div>{Array.from({ length: toHour - fromHour }, (_, index) => <span key={index}>{fromHour + index}:00</span>)}</div></div>
              {data.bays.map((bay) => <Lane key={bay.id} name={bay.name} board={data} mine={data.appointments.filter((one) => one.bayId === bay.id)} others={data.takenByOthers.filter((one) => one.resourceId === bay.id)} />)}
            </div>
            <Card title={w.technicians}>
              <div className="k-row">{data.technicians.map((one) => <span key={one.id} className="c-inline">{one.name}{one.mayWorkHv ? <Tag tone="info">{w.hv}</Tag> : null}{one.away ? <Tag tone="warn">{w.away}</Tag> : null}</span>)}</div>
            </Card>
          </>
        )}
      </Answered>
    </div>
  );
}
