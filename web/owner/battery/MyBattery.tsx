// My battery in plain words and pictures: how healthy and how sure, what was found and why, one tap to the right visit, papers.
import { Link, useParams } from 'react-router';
import { BandChart, IntervalBar } from '#kit/band-chart.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords, figure, spanOf } from '#client/battery-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { MyPapers } from './MyPapers.tsx';
import { OneTap } from './OneTap.tsx';
import './battery.css';
import { words } from './words.ts';

type Battery = Out<'myBattery'>;
type Found = Battery['findings'][number];
const day = (at: number): string => dayOf(new Date(at)).slice(2);
const month = (at: string): string => dayOf(at).slice(0, 7);

/** A cell of charge with its level and the band it may lie in. */
function Picture({ sohPct, lowPct, highPct }: { sohPct: number; lowPct: number; highPct: number }) {
  const y = (pct: number): number => 108 - Math.max(0, Math.min(100, pct));
  return (
    <svg className="o-cell" viewBox="0 0 72 116" aria-hidden="true">
      <rect x="24" y="0" width="24" height="8" rx="3" fill="var(--line)" /><rect x="4" y="6" width="64" height="106" rx="10" fill="none" stroke="var(--line)" strokeWidth="4" />
      <rect x="9" y={y(sohPct)} width="54" height={108 - y(sohPct)} rx="5" fill="var(--good)" opacity=".8" /><rect x="9" y={y(highPct)} width="54" height={Math.max(1, y(lowPct) - y(highPct))} fill="var(--accent)" opacity=".45" />
    </svg>
  );
}

function Health({ battery, brandId, modelId }: { battery: Battery; brandId: string; modelId: string }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const models = useAsk('listModels', { brandId });
  const guaranteed = models.data?.models.find((one) => one.id === modelId)?.repairWarrantyMinSohPct;
  const health = battery.health;
  const capacity = health?.capacity ?? null;
  if (health === null || capacity === null || capacity.sohPct === null || capacity.lowPct === null || capacity.highPct === null) return <Card title={w.health}><Empty icon="battery" title={w.none}><p>{w.noneLead}</p></Empty></Card>;
  const pct = (value: number): string => `${Math.round(value)}%`;
  const mark = guaranteed === undefined ? {} : { mark: { value: guaranteed, name: w.guaranteed(guaranteed) } };
  const points = battery.days.toReversed().map((one) => ({ at: Date.parse(one.onDay), value: one.sohPct, low: one.lowPct, high: one.highPct }));
  const change = (share: number): string => (Math.abs(share) < 0.005 ? w.same : share < 0 ? w.less(pct(-100 * share)) : w.moreOf(pct(100 * share)));
  return (
    <Card title={w.health}>
      <div className="o-health"><Picture sohPct={capacity.sohPct} lowPct={capacity.lowPct} highPct={capacity.highPct} /><div><strong className="k-number">{pct(capacity.sohPct)}</strong><p>{w.means(pct(capacity.sohPct))}</p><p className="k-muted">{w.between(pct(capacity.lowPct), pct(capacity.highPct))}</p></div></div>
      <IntervalBar label={w.between(pct(capacity.lowPct), pct(capacity.highPct))} value={capacity.sohPct} low={capacity.lowPct} high={capacity.highPct} from={60} to={105} {...mark} />
      {points.length < 3 ? null : <><h3>{w.overTime}</h3><BandChart label={w.overTime} unit="%" points={points} day={day} height={170} /></>}
      <dl className="o-pairs">
        {health.range === null ? null : <div><dt>{w.range}</dt><dd><strong>{Math.round(health.range.rangeKm)} km</strong><br /><span className="k-muted">{w.rangeWhy(change(health.range.batteryPart), change(health.range.consumptionPart))}</span></dd></div>}
        {health.remainingLife === null ? null : <div><dt>{w.life(health.remainingLife.endPct)}</dt><dd>{w.lifeSpan(month(health.remainingLife.q10), month(health.remainingLife.q50), month(health.remainingLife.q90))}{health.remainingLife.km === undefined ? null : <><br /><small className="k-muted">{b.furtherKm(health.remainingLife.km)}</small></>}</dd></div>}
        {health.fullChargeDueAt === null ? null : <div><dt>{w.fullCharge}</dt><dd>{dayOf(health.fullChargeDueAt)}</dd></div>}
      </dl>
      <details><summary>{w.how}</summary><p className="k-muted">{w.howText} {w.basis(capacity.measurements, Math.round(health.days))}</p></details>
    </Card>
  );
}

function Finding({ one }: { one: Found }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const { language } = useLanguage();
  const open = one.state === 'open';
  const where = one.cells !== null ? b.cell(spanOf(one.cells)) : one.probes !== null ? b.probe(spanOf(one.probes)) : '';
  const points = one.series === null ? [] : one.series.at.map((at, index) => ({ at: Date.parse(at), value: one.series?.own[index] ?? null, low: one.series?.low[index] ?? null, high: one.series?.high[index] ?? null }));
  return (
    <section className="k-card o-alarm" data-urgency={!open ? '4' : one.tier === 'stop' ? '1' : '3'}>
      <header className="k-between"><h2>{b.rule[one.rule] ?? one.rule}</h2><Tag tone={!open ? 'plain' : one.tier === 'stop' ? 'danger' : one.tier === 'visit' ? 'warn' : 'info'}>{open ? b.tier[one.tier] : w.over}</Tag></header>
      <p>{b.plain[one.rule] ?? ''}</p>
      {one.outcome === null ? null : <Notice tone={one.outcome === 'confirmed' ? 'good' : 'info'}>{w.outcomes[one.outcome]}</Notice>}
      {points.length < 3 ? null : <><p className="k-muted">{where} {w.others}</p><BandChart label={`${b.rule[one.rule] ?? one.rule} ${where}`} unit={one.series?.unit ?? ''} points={points} day={day} height={170} /></>}
      <details><summary>{w.why}</summary><dl className="o-pairs">
        <div><dt>{where === '' ? b.unit['pack'] : where}</dt><dd>{figure(one.value)} {one.unit}<br /><span className="k-muted">{b.interval(figure(one.low), figure(one.high))} · {b.days(Math.round(one.daysOfData))}</span></dd></div>
        {one.onsetAt === null ? null : <div><dt>{w.since}</dt><dd>{dayOf(one.onsetAt)}</dd></div>}
        <div><dt>{w.notIt}</dt><dd>{one.ruledOut.map((code) => b.ruledOut[code] ?? code).join(language === 'zh' ? '、' : ', ')}</dd></div><div><dt>{w.next}</dt><dd>{b.nextTest[one.nextTest] ?? one.nextTest}</dd></div>
      </dl></details>
    </section>
  );
}

export function MyBattery() {
  const { vehicleId = '' } = useParams();
  const w = useWords(words);
  const says = useSays();
  const vehicles = useAsk('listMyVehicles', {}, { topics: ['vehicles'] });
  const vehicle = vehicles.data?.vehicles.find((one) => one.id === vehicleId);
  const battery = useAsk('myBattery', { vehicleId }, { topics: ['batteries'] });
  const cases = useAsk('myCases', {}, { topics: ['cases'] });
  const open = cases.data?.cases.find((one) => one.vehicleId === vehicleId && one.stage !== 'closed' && ['batteryCells', 'insulation', 'batteryHot', 'twelveVolt'].includes(one.trouble));
  return (
    <div className="o-stack">
      <Head title={w.title} {...(vehicle?.plateNo == null ? {} : { small: vehicle.plateNo })} />
      <Answered of={battery} says={says} lines={12}>{(data) => (
        <div className="o-cols">
          <div>
            {data.job === null || open?.stage === 'inService' ? null : <OneTap vehicleId={vehicleId} operations={data.job.operations} caseId={open?.id} stage={open?.stage} />}
            {data.findings.map((one) => <Finding key={one.id} one={one} />)}
            {data.findings.length === 0 && data.health !== null ? <Card><div className="o-well"><span><Icon name="check" size={24} /></span><div><strong>{w.allWell}</strong><p className="k-muted">{w.allWellLead}</p></div></div></Card> : null}
            {open === undefined ? null : <Link className="o-link" to={links.case(open.id)}>{w.toCase}</Link>}
          </div>
          <div>{vehicle === undefined ? null : <Health battery={data} brandId={vehicle.brandId} modelId={vehicle.modelId} />}<MyPapers vehicleId={vehicleId} vin={data.vin} /></div>
        </div>
      )}</Answered>
    </div>
  );
}
