// One number: what was used and is foreseen, where it lies, what replaces it, which cars carry it, who waits, what is advised.
import { lazy, Suspense, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Advice } from './Advice.tsx';
import { Replace } from './Ordering.tsx';
import { usePlaces } from './places.ts';
import { words } from './words.ts';

const ForecastChart = lazy(() => import('./ForecastChart.tsx'));
type Part = Out<'showPart'>;
const pct = (value: number | null): string => (value === null ? '–' : `${value} %`);

function Forecast({ part }: { part: Part }) {
  const w = useWords(words);
  const test = part.forecast?.backTest ?? null;
  const newest = part.chain.at(-1)?.code ?? part.code;
  return (
    <Card title={w.history}>
      <p className="k-muted">{part.forecast !== null ? w.historyLead : newest === part.code ? w.noForecast : w.replacedBy(newest)}</p>
      <Suspense fallback={<div className="c-chart" />}><ForecastChart title={w.history} first={part.firstMonth} history={part.history} forecast={part.forecast?.months ?? []} names={{ used: w.asked, foretold: w.foretold }} /></Suspense>
      {test === null ? null : (
        <><h3>{w.backTest}</h3><dl className="c-figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))' }}><div><dt>{w.asked}</dt><dd>{test.asked}</dd></div><div><dt>{w.foretold}</dt><dd>{test.foretold}</dd></div><div><dt>{w.error}</dt><dd>{pct(test.errorPct)}<small>{w.plainError} {pct(test.plainErrorPct)}</small></dd></div><div><dt>{w.inside}</dt><dd>{pct(test.insidePct)}</dd></div></dl></>
      )}
    </Card>
  );
}

function Facts({ part }: { part: Part }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <Card title={w.part}>
      <p className="c-inline"><Tag>{w.classes[part.class as 'wear'] ?? part.class}</Tag>{part.unNumber === null ? null : <Tag tone="danger">{w.dangerous} {part.unNumber}</Tag>}{part.softwareCoded ? <Tag tone="info">{w.coded}</Tag> : null}{part.serialised ? <Tag tone="info">{w.serials}</Tag> : null}{part.coreReturn ? <Tag tone="warn">{w.core}</Tag> : null}</p>
      <dl className="c-facts">
        {part.costFen === null ? null : <><dt>{w.costEach}</dt><dd><Money fen={part.costFen} /></dd></>}
        {part.supplierName === null ? null : <><dt>{w.supplier}</dt><dd>{language === 'zh' ? part.supplierName : part.supplierNameEn}</dd></>}
        {part.packing === null ? null : <><dt>{w.dangerous}</dt><dd>{part.packing}{part.socMaxPct === null ? '' : ` · ${w.soc(part.socMaxPct)}`}</dd></>}
        {part.pairCode === null ? null : <><dt>{w.pair}</dt><dd>{w.sides[part.side as 'left'] ?? ''} · {part.pairCode}</dd></>}
        {part.kit.length === 0 ? null : <><dt>{w.kit}</dt><dd>{part.kit.map((one) => `${one.code} × ${one.quantity}`).join(mark.comma)}</dd></>}
        {part.models.map((one) => <div key={one.modelId} style={{ display: 'contents' }}><dt>{language === 'zh' ? one.name : one.nameEn}</dt><dd>{w.cars(one.cars)}</dd></div>)}
      </dl>
      {part.dutyUntil === null ? null : <p className="k-muted">{w.duty(part.dutyUntil)}</p>}
    </Card>
  );
}

function Chain({ part, brandId }: { part: Part; brandId: string }) {
  const w = useWords(words);
  const { may } = useMe();
  const [asks, ask] = useState(false);
  const plans = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  if (part.chain.length < 2 && !plans) return null;
  return (
    <Card title={w.chain} aside={plans ? <Button small onClick={() => ask(true)}>{w.replace}</Button> : undefined}>
      <Dialog open={asks} onClose={() => ask(false)} title={`${w.replace} · ${part.code}`}>{asks ? <Replace brandId={brandId} code={part.code} done={() => ask(false)} /> : null}</Dialog>
      {part.chain.length < 2 ? <p className="k-muted">{w.none}</p> : null}
      <ul className="k-list" hidden={part.chain.length < 2}>{part.chain.map((one) => {
        const link = part.links.find((each) => each.oldCode === one.code);
        return <li key={one.code} className="k-between"><span><Link to={links.part(brandId, one.code)}><strong>{one.code}</strong></Link>{one.servesThis && one.code !== part.code ? <> <Tag tone="good">{w.servesThis}</Tag></> : null}<br /><span className="k-muted">{link === undefined ? '' : `→ ${link.newCode}${link.bothWays ? ` · ${w.bothWays}` : ''}${link.useOldFirst ? ` · ${w.useOldFirst}` : ''} · ${link.why}`}</span></span><span className="k-number">{w.pieces(one.onHand)}</span></li>;
      })}</ul>
    </Card>
  );
}

const few = 3;
function Body({ part, brandId }: { part: Part; brandId: string }) {
  const w = useWords(words);
  const [all, showAll] = useState(false);
  const nameOf = usePlaces(brandId);
  return (
    <div className="c-split">
      <div className="c-col">
        <Forecast part={part} />
        {part.suggestions.length === 0 ? null : <Card title={w.tabs.advice} aside={part.suggestions.length > few ? <Button small onClick={() => showAll(!all)}>{all ? w.fewer : w.allOf(part.suggestions.length)}</Button> : undefined}><Advice brandId={brandId} rows={all ? part.suggestions : part.suggestions.slice(0, few)} slim /></Card>}
        <Table label={w.stockEverywhere} columns={[w.stockEverywhere, w.code, w.bin, { label: w.onHand, num: true }, { label: w.onOrder, num: true }, { label: w.target, num: true }, { label: w.fillPct, num: true }]}>{part.stock.map((one) => (
          <tr key={`${one.placeId} ${one.code}`}><td><strong>{nameOf(one.placeId)}</strong></td><td>{one.code === part.code ? '–' : one.code}</td><td style={{ whiteSpace: 'nowrap' }}>{one.bin ?? '–'}</td><td className="num">{one.onHand}{one.quarantined > 0 ? <small>{w.quarantined} {one.quarantined}</small> : null}</td><td className="num">{one.onOrder === 0 ? '–' : one.onOrder}{one.expectedOn === null ? null : <small>{one.expectedOn}</small>}</td><td className="num">{one.target ?? '–'}</td><td className="num">{one.fillPct === null ? '–' : `${one.fillPct} %`}</td></tr>
        ))}</Table>
      </div>
      <div className="c-col">
        <Facts part={part} />
        <Card title={w.whoWaits}>{part.waiting.length === 0 ? <p className="k-muted">{w.none}</p> : <ul className="k-list">{part.waiting.map((one) => <li key={one.label} className="k-between"><Link to={links.workOrder(one.forId)}>{one.label}</Link><span className="k-muted">{w.missing(one.missing)}{one.expectedOn === null ? '' : ` · ${one.expectedOn}`}</span></li>)}</ul>}</Card>
        <Chain part={part} brandId={brandId} />
        <Card title={w.movements}>{part.movements.length === 0 ? <p className="k-muted">{w.noMovements}</p> : <ul className="k-list">{part.movements.map((one, index) => <li key={`${one.at} ${index}`} className="k-between"><span>{w.kindsOfMovement[one.kind as 'pick'] ?? one.kind} <span className="k-muted">{nameOf(one.outletId)} · {one.refLabel ?? ''} {one.byName}</span><br /><span className="k-muted"><When at={one.at} /></span></span><b className="k-number">{one.quantity > 0 ? `+${one.quantity}` : one.quantity}</b></li>)}</ul>}</Card>
      </div>
    </div>
  );
}

export function PartPage() {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const me = useMe();
  const [params] = useSearchParams();
  const { code = '' } = useParams();
  const brandId = params.get('brand') ?? me.brands[0]?.id ?? '';
  const part = useAsk('showPart', { brandId, code }, { topics: ['parts'], enabled: brandId !== '' });
  return (
    <div className="c-page">
      <Heading title={part.data === undefined ? code : `${code} ${language === 'zh' ? part.data.name : part.data.nameEn}`}><Link className="k-button" to={`${links.parts()}?brand=${brandId}`}>{w.back}</Link>{me.may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') && part.data !== undefined ? <Link className="k-button" to={links.editPart(brandId, code)}>{w.edit}</Link> : null}</Heading>
      <Answered of={part} says={says} lines={10}>{(data) => (data.history.length === 0 ? <Empty icon="store" title={w.noMovements} /> : <Body part={data} brandId={brandId} />)}</Answered>
    </div>
  );
}
