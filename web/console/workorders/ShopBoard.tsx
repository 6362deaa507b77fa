// The service manager's day: numbers first, then every car by stage with its clock and its one blocker, then the people. A press
// on a number leaves only the cars, or the people, it counts.
import { Link, useSearchParams } from 'react-router';
import { workStates } from '#api/workorders';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Money, spanWords, useNow, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { boardWords } from './board-words.ts';

type BoardData = Out<'shopBoard'>;
type Car = BoardData['cars'][number];
const inShop = (car: Car): boolean => car.state !== 'handedBack';
const picks = {
  all: inShop, late: (car: Car) => inShop(car) && car.promise === 'late', atRisk: (car: Car) => inShop(car) && car.promise === 'atRisk', comebacks: (car: Car) => car.comebackOf !== null,
  unanswered: (car: Car) => car.unanswered > 0, part: (car: Car) => car.blocker === 'part', payment: (car: Car) => car.blocker === 'payment', handedBack: (car: Car) => !inShop(car),
} as const;
type Pick = keyof typeof picks;
const harmless: readonly Pick[] = ['all', 'handedBack'];
const blockerTones: Partial<Record<NonNullable<Car['blocker']>, Tone>> = { part: 'warn', approval: 'warn', technician: 'danger', safety: 'danger', insurer: 'warn', handOver: 'danger' };

function CarRow({ car }: { car: Car }) {
  const w = useWords(boardWords);
  const { language } = useLanguage();
  const mark = useMarks();
  const now = useNow(30_000);
  return (
    <li className="c-boardcar" data-late={car.promise}>
      <div className="k-between"><Link to={links.workOrder(car.id)}><strong>{car.plateNo ?? car.number}</strong></Link><span className="k-muted">{spanWords(now.getTime() - new Date(car.stageSince).getTime(), language)}</span></div>
      <span className="k-muted">{language === 'zh' ? car.modelName : car.modelNameEn} · {car.ownerName}</span>
      <span className="c-inline">{car.blocker === null ? car.technicians.length === 0 ? null : <Tag tone="good">{w.working(car.technicians.join(mark.comma))}</Tag> : <Tag tone={blockerTones[car.blocker] ?? 'plain'}>{w.blocker[car.blocker]} {spanWords(now.getTime() - new Date(car.blockedSince).getTime(), language)}</Tag>}
        {car.away ? <Tag tone="info">{w.carAway}</Tag> : null}{car.comebackOf === null ? null : <Tag tone="warn">{w.comebackOf(car.comebackOf)}</Tag>}{car.unanswered === 0 ? null : <Tag tone={car.unansweredLong ? 'danger' : 'info'}><Money fen={car.unansweredFen} /> {w.unansweredLines(car.unanswered)}</Tag>}</span>
      <span className="c-inline"><span className="k-muted">{w.promised}</span> <When at={car.promisedAt} />{car.promise === 'kept' || !inShop(car) ? null : <Tag tone={car.promise === 'late' ? 'danger' : 'warn'}>{w.standing[car.promise]}</Tag>}{car.moved === 0 ? null : <span className="k-muted">{w.moved(car.moved)}</span>}</span>
      {car.proposals.length === 0 ? null : <span className="k-muted">{w.mayTake}{car.proposals.map((one) => `${one.name}${one.free ? '' : w.busy}`).join(mark.comma)}</span>}
    </li>
  );
}

const isIdle = (one: BoardData['people'][number]): boolean => !one.away && one.onShift && one.since === null;

function People({ people, outletId, onlyIdle }: { people: BoardData['people']; outletId: string; onlyIdle: boolean }) {
  const w = useWords(boardWords);
  const { language } = useLanguage();
  const now = useNow(30_000);
  const { may } = useMe();
  const order = (one: BoardData['people'][number]): number => (isIdle(one) ? 0 : one.since !== null ? 1 : one.away ? 2 : 3);
  return (
    <Card title={w.people} aside={may('serviceManager', 'regionalManager', 'administrator') ? <Link className="k-button" data-small="true" to={links.place(outletId)}>{w.recordAbsence}</Link> : undefined}>
      {onlyIdle && !people.some(isIdle) ? <p className="k-muted">{w.nobodyIdle}</p> : null}
      <ul className="k-list">{people.filter((one) => !onlyIdle || isIdle(one)).sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name)).map((one) => (
        <li key={one.id} className="k-between"><span>{one.name}{one.mayWorkHv ? <> <Tag tone="info">{w.hv}</Tag></> : null}</span>
          {one.away ? <Tag tone="danger">{w.away}</Tag> : isIdle(one) ? <Tag tone="warn">{w.idle}</Tag> : one.since === null ? <Tag>{w.offShift}</Tag> : <span className="k-muted">{one.onNumber ?? w.otherBrand} · {spanWords(now.getTime() - new Date(one.since).getTime(), language)}</span>}</li>
      ))}</ul>
    </Card>
  );
}

function Day({ data, outletId, pick, onPick }: { data: BoardData; outletId: string; pick: Pick | 'idle'; onPick(pick: Pick | 'idle'): void }) {
  const w = useWords(boardWords);
  const v = useWords(workWords);
  const shown = data.cars.filter(picks[pick === 'idle' ? 'all' : pick]);
  const stages = workStates.filter((state) => state !== 'cancelled' && shown.some((car) => car.state === state));
  return (
    <>
      <div className="c-boardnumbers" role="group" aria-label={w.numbers}>{(Object.keys(picks) as Pick[]).map((one) => <button key={one} type="button" aria-pressed={pick === one} onClick={() => onPick(pick === one ? 'all' : one)} data-alarm={!harmless.includes(one) && data.cars.some(picks[one])}><b>{data.cars.filter(picks[one]).length}</b><span>{w.picks[one]}</span></button>)}
        <button type="button" aria-pressed={pick === 'idle'} onClick={() => onPick(pick === 'idle' ? 'all' : 'idle')}><b>{data.people.filter(isIdle).length}</b><span>{w.picks.idle}</span></button></div>
      <div className="c-split">
        <div className="c-col">
          {shown.length === 0 ? <Empty icon="check" title={w.none} /> : null}
          <div className="c-stages">{stages.map((state) => (
            <section key={state} aria-label={v.state[state]}><h2>{v.state[state]} <span className="k-muted">{shown.filter((car) => car.state === state).length}</span></h2><ul className="c-boardcars">{shown.filter((car) => car.state === state).map((car) => <CarRow key={car.id} car={car} />)}</ul></section>
          ))}</div>
        </div>
        <div className="c-col"><People people={data.people} outletId={outletId} onlyIdle={pick === 'idle'} /></div>
      </div>
    </>
  );
}

export function ShopBoard() {
  const w = useWords(boardWords);
  const says = useSays();
  const { language } = useLanguage();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const mine = me.outletIds;
  const choices = (outlets.data?.outlets ?? []).filter((one) => mine.length === 0 || mine.includes(one.id));
  const outletId = params.get('outlet') ?? choices[0]?.id ?? '';
  const show = params.get('show') ?? 'all';
  const pick = show === 'idle' || show in picks ? (show as Pick | 'idle') : 'all';
  const set = (more: Record<string, string>): void => setParams({ ...Object.fromEntries(params), ...more }, { replace: true });
  const asked = useAsk('shopBoard', { outletId }, { enabled: outletId !== '', topics: ['workorders', 'invoices', 'network'], everyMs: 60_000, keep: true });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>
        {choices.length > 1 ? <div className="c-filters"><select className="k-input" aria-label={w.outlet} value={outletId} onChange={(event) => set({ outlet: event.target.value })}>{choices.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select></div> : null}
      </Heading>
      <Answered of={asked} says={says} lines={10}>{(data) => <Day data={data} outletId={outletId} pick={pick} onPick={(show) => set({ show })} />}</Answered>
    </div>
  );
}
