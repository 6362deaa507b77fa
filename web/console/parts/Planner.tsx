// The parts planner's desk: cars that wait, what is advised, what is on its way, the catalogue, how well it all did, and what if.
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice } from '#kit/field.tsx';
import { whenWords, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Advice } from './Advice.tsx';
import { Catalogue } from './Catalogue.tsx';
import { Orders } from './Orders.tsx';
import { usePlaces } from './places.ts';
import { Report } from './Report.tsx';
import { WhatIf } from './WhatIf.tsx';
import { words } from './words.ts';

const tabs = ['shortages', 'advice', 'orders', 'catalogue', 'report', 'whatIf'] as const;
type Tab = (typeof tabs)[number];
type Waiting = Out<'listShortages'>['waiting'][number];
const whole = (fen: number): string => yuan(Math.round(fen / 100) * 100).replace('.00', '');

/** What could be done for one waiting car: its own shelf, another place, or the supplier. */
function Help({ brandId, car }: { brandId: string; car: Waiting }) {
  const w = useWords(words);
  const { may } = useMe();
  const nameOf = usePlaces(brandId);
  const [fill, order, move] = [useAct('fillBox'), useAct('orderFromSupplier'), useAct('askTransfer')];
  const plans = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  const [nearest] = car.elsewhere;
  if (!plans) return null;
  return (
    <span className="c-inline">
      {car.onShelf > 0 ? <Button small kind="primary" busy={fill.isPending} onClick={() => fill.mutate({ waitingPartId: car.id, quantity: Math.min(car.onShelf, car.missing) }, { onSuccess: (box) => say(w.filled(box.label)) })}>{w.fill}</Button> : null}
      {car.onShelf === 0 && nearest !== undefined ? <Button small busy={move.isPending} onClick={() => move.mutate({ brandId, fromPlaceId: nearest.placeId, toPlaceId: car.outletId, code: car.code, quantity: Math.min(nearest.units, car.missing), why: car.label }, { onSuccess: () => say(w.movedAsked) })}>{w.move} · {nameOf(nearest.placeId)} {nearest.units}</Button> : null}
      {car.ordered ? null : <Button small busy={order.isPending} onClick={() => order.mutate({ outletId: car.outletId, brandId, lines: [{ code: car.code, quantity: car.missing, waitingPartId: car.id }] }, { onSuccess: () => say(w.orderedNow) })}>{w.order}</Button>}
      <Stale error={fill.error ?? order.error ?? move.error} />
    </span>
  );
}

function Shortages({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const nameOf = usePlaces(brandId);
  const asked = useAsk('listShortages', { brandId }, { topics: ['parts', 'workorders'], enabled: brandId !== '' });
  return (
    <Answered of={asked} says={says} lines={8}>{({ waiting }) => (waiting.length === 0 ? <Empty icon="check" title={w.noShortages}>{w.noShortagesLead}</Empty> : (
      <Table label={w.tabs.shortages} columns={[w.car, w.part, w.waits, w.expected, w.help]}>{waiting.map((car) => (
        <tr key={car.id}>
          <td><Link to={links.workOrder(car.forId)}><strong>{car.label}</strong></Link><small>{nameOf(car.outletId)} · {car.vinMasked}</small><span className="c-inline">{car.safety ? <Tag tone="danger">{w.safety}</Tag> : null}{car.guaranteeDaysLeft === null ? null : <Tag tone={car.guaranteeDaysLeft <= 7 ? 'danger' : 'plain'}>{w.daysLeft(car.guaranteeDaysLeft)}</Tag>}{car.loanerFenPerDay > 0 ? <Tag tone="warn">{w.loaner}</Tag> : null}</span></td>
          <td><Link to={links.part(brandId, car.code)}>{language === 'zh' ? car.name : car.nameEn}</Link><small>{car.code} · {w.missing(car.missing)}</small></td>
          <td>{w.days(Math.round(car.waitedDays))}<small>{w.costs(whole(car.costFen))}</small></td>
          <td>{car.expectedOn ?? '–'} {car.late ? <Tag tone="danger">{w.late}</Tag> : null}<small>{car.ordered ? w.ordered : w.notOrdered}</small></td>
          <td><Help brandId={brandId} car={car} />{car.onShelf > 0 ? <small>{w.onShelf(car.onShelf)}</small> : null}</td>
        </tr>
      ))}</Table>
    ))}</Answered>
  );
}

function AdviceTab({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const asked = useAsk('listSuggestions', { brandId, limit: 1_000 }, { topics: ['parts'], enabled: brandId !== '' });
  const plan = useAct('planParts');
  const runs = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  return (
    <Answered of={asked} says={says} lines={8}>{(data) => (
      <>
        <Card>
          <div className="k-between"><span><strong>{w.sumOpen(data.open, whole(data.costFen), whole(data.savesFen))}</strong><br /><span className="k-muted">{data.run === null ? w.neverRun : w.lastRun(data.run.endedAt === null ? data.run.onDay : whenWords(data.run.endedAt, language), data.run.parts, data.run.pairs)}</span></span>
            {runs ? <Button busy={plan.isPending} onClick={() => plan.mutate({ brandId }, { onSuccess: (run) => say(w.ran(run.suggestions)) })}>{w.runNow}</Button> : null}</div>
          <Stale error={plan.error} />
        </Card>
        {data.suggestions.length === 0 ? <Empty icon="check" title={w.noAdvice}>{w.noAdviceLead}</Empty> : <Advice brandId={brandId} rows={data.suggestions} />}
      </>
    )}</Answered>
  );
}

export function Planner() {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [find, setFind] = useState('');
  const brandId = params.get('brand') ?? me.brands[0]?.id ?? '';
  const tab = (tabs as readonly string[]).includes(params.get('tab') ?? '') ? (params.get('tab') as Tab) : 'shortages';
  const set = (more: Record<string, string>): void => setParams({ brand: brandId, tab, ...more }, { replace: true });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>
        {me.brands.length > 1 ? <select className="k-input c-small" aria-label={w.brand} value={brandId} onChange={(event) => set({ brand: event.target.value })}>{me.brands.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
      </Heading>
      <div className="c-filters"><Choice label={w.title} hidden value={tab} onValue={(value) => set({ tab: value })} options={tabs.map((value) => ({ value, label: w.tabs[value] }))} /></div>
      {tab === 'shortages' ? <Shortages brandId={brandId} /> : tab === 'advice' ? <AdviceTab brandId={brandId} /> : tab === 'orders' ? <Orders brandId={brandId} /> : tab === 'catalogue' ? <Catalogue brandId={brandId} find={find} onFind={setFind} /> : tab === 'report' ? <Report brandId={brandId} /> : <WhatIf brandId={brandId} />}
    </div>
  );
}
