// The battery file of one car: health with its interval over time, findings, cells as a heat map, packs, tests, decisions, certificates.
import { Link, useParams } from 'react-router';
import { BandChart, IntervalBar } from '#kit/band-chart.tsx';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { dayOf, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { BatteryTabs, TierTag, useFigure, useWhere } from './BatteryTabs.tsx';
import './batteries.css';
import { CellsOverTime } from './CellsOverTime.tsx';
import { formWords } from './form-words.ts';
import { FitPack, Miss } from './PackForms.tsx';
import { Papers } from './Papers.tsx';
import { words } from './words.ts';

type Page = Out<'showBattery'>;
const day = (at: number): string => dayOf(new Date(at)).slice(2);
const percent = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;

function Health({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const models = useAsk('listModels', { brandId: page.brandId });
  const guaranteed = models.data?.models.find((one) => one.id === page.modelId)?.repairWarrantyMinSohPct;
  const { health } = page;
  const capacity = health?.capacity ?? null;
  if (health === null || capacity === null || capacity.sohPct === null || capacity.lowPct === null || capacity.highPct === null) return <Card title={w.health}><Empty icon="battery" title={w.noHealth}><p>{w.noHealthLead}</p></Empty></Card>;
  const points = page.days.toReversed().map((one) => ({ at: Date.parse(one.onDay), value: one.sohPct, low: one.lowPct, high: one.highPct }));
  return (
    <Card title={w.health} aside={<span className="k-muted"><When at={capacity.updatedAt} /></span>}>
      <div className="b-health"><strong>{capacity.sohPct.toFixed(1)} %</strong><span>{b.interval(`${capacity.lowPct.toFixed(1)} %`, `${capacity.highPct.toFixed(1)} %`)}</span><span className="k-muted">{capacity.capacityAh.toFixed(1)} Ah · {capacity.measurements} {w.charges}</span></div>
      <IntervalBar label={b.interval(`${capacity.lowPct}`, `${capacity.highPct}`)} value={capacity.sohPct} low={capacity.lowPct} high={capacity.highPct} from={60} to={105} {...(guaranteed === undefined ? {} : { mark: { value: guaranteed, name: w.guaranteed(guaranteed) } })} />
      {points.length < 2 ? null : <><h3>{w.overTime}</h3><BandChart label={w.overTime} unit="%" points={points} day={day} height={220} {...(guaranteed === undefined ? {} : { limit: { value: guaranteed, name: w.guaranteed(guaranteed) } })} /></>}
      <dl className="c-facts c-gap">
        {health.range === null ? null : <><dt>{w.range}</dt><dd>{health.range.rangeKm.toFixed(0)} km <span className="k-muted">{w.rangeSplit(percent(health.range.batteryPart), percent(health.range.consumptionPart))}</span></dd></>}
        {health.remainingLife === null ? null : <><dt>{w.life.replace('{pct}', String(health.remainingLife.endPct))}</dt><dd>{w.lifeSpan(dayOf(health.remainingLife.q10).slice(0, 7), dayOf(health.remainingLife.q50).slice(0, 7), dayOf(health.remainingLife.q90).slice(0, 7))}{health.remainingLife.km === undefined ? null : <><br /><span className="k-muted">{b.furtherKm(health.remainingLife.km)}</span></>}</dd></>}
      </dl>
    </Card>
  );
}

function Worth({ page, vin }: { page: Page; vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const act = useAct('rebuildBattery');
  const { followed, health } = page;
  if (followed === null) return null;
  return (
    <Card title={w.worth} aside={may('serviceManager', 'administrator') ? <Button small busy={act.isPending} onClick={() => act.mutate({ vin })}>{w.rebuild}</Button> : null}>
      <dl className="c-facts"><dt>{w.followedSince}</dt><dd>{followed.firstAt === null ? '–' : dayOf(followed.firstAt)}</dd><dt>{w.frames}</dt><dd>{followed.frames.toLocaleString('en-US')}</dd><dt>{w.restCount}</dt><dd>{health?.rests ?? 0}</dd><dt>{w.chargeCount}</dt><dd>{health?.charges ?? 0}</dd>{followed.rebuiltAt === null ? null : <><dt>{w.rebuilt}</dt><dd><When at={followed.rebuiltAt} /></dd></>}</dl>
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
    </Card>
  );
}

function Findings({ page, vin }: { page: Page; vin: string }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const said = useFigure();
  const where = useWhere();
  return (
    <Card title={w.findings}>{page.findings.length === 0 ? <p className="k-muted">{w.noFindings}</p> : <ul className="k-list">{page.findings.map((one) => (
      <li key={one.id}><div className="k-between"><span className="c-inline"><TierTag tier={one.state === 'open' ? one.tier : one.worstTier} /><Link to={links.finding(one.id)}>{b.rule[one.rule] ?? one.rule} · {where(one)}</Link></span><Tag tone={one.state === 'open' ? 'warn' : 'plain'}>{one.outcome === null ? b.state[one.state] : b.outcome[one.outcome]}</Tag></div><span className="k-muted">{said(one)} · <When at={one.foundAt} /></span></li>
    ))}</ul>}<div className="c-gap"><Miss vin={vin} /></div></Card>
  );
}

function Packs({ vin, brandId }: { vin: string; brandId: string }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const { language } = useLanguage();
  const f = useWords(formWords);
  const units = useAsk('carBatteryUnits', { vin }, { topics: ['batteries'] });
  const scrap = useAsk('checkScrapping', { vin }, { topics: ['batteries'] });
  const why = (code: string): string => (code.startsWith('unproven ') ? w.unproven(code.slice(9)) : code.startsWith('says ') ? w.says(code.slice(5)) : w.scrapWhy[code] ?? code);
  return (
    <Card title={w.packs}>
      <Answered of={units} says={says} lines={3}>{(data) => (
        <>
          {data.fittings.length === 0 ? <p className="k-muted">{w.noPack}</p> : <ul className="k-list">{data.fittings.map((one) => <li key={one.id}><div className="k-between"><Link className="b-code" to={links.unit(one.unitId)}>{one.code}</Link><Tag tone={one.toAt === null ? 'good' : 'plain'}>{b.fit[one.fit]}</Tag></div><span className="k-muted">{f.span(dayOf(one.fromAt), one.toAt === null ? null : dayOf(one.toAt))} · {one.why}</span></li>)}</ul>}
          {data.modules.length === 0 ? null : <p className="k-muted">{w.modules}: {data.modules.map((one) => one.code.slice(-7)).join(', ')}</p>}
          {data.saysCode !== null && data.now !== null && data.saysCode !== data.now.code ? <Notice tone="danger">{w.saysOther(data.saysCode)}</Notice> : null}
          <div className="c-gap"><FitPack vin={vin} brandId={brandId} carried={data.now !== null} /></div>
        </>
      )}</Answered>
      {scrap.data === undefined ? null : <p className="k-muted c-gap">{w.scrap}: <strong>{w.verdict[scrap.data.verdict]}</strong>{scrap.data.why.length === 0 ? '' : ` · ${scrap.data.why.map(why).join(language === 'zh' ? '；' : '; ')}`}</p>}
    </Card>
  );
}

export function BatteryPage() {
  const { vehicleId = '' } = useParams();
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const car = useAsk('showVehicle', { id: vehicleId }, { topics: ['vehicles'] });
  const vin = car.data?.vehicle.vin ?? '';
  const battery = useAsk('showBattery', { vin }, { enabled: vin !== '', topics: ['batteries'] });
  const file = may('adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  return (
    <div className="c-page">
      <Answered of={car} says={says} lines={12}>{({ vehicle }) => (
        <>
          <Heading title={`${w.title} · ${vehicle.plateNo ?? vehicle.vin.slice(-6)}`} lead={language === 'zh' ? vehicle.modelName : vehicle.modelNameEn}><Link className="k-button" data-small="true" to={links.vehicle(vehicle.id)}>{w.back}</Link></Heading>
          <BatteryTabs />
          <Answered of={battery} says={says} lines={12}>{(page) => (
            <div className="c-split">
              <div className="c-col"><Health page={page} /><CellsOverTime vin={vehicle.vin} /></div>
              <div className="c-col"><Findings page={page} vin={vehicle.vin} />{file ? <Packs vin={vehicle.vin} brandId={page.brandId} /> : null}{may('partsPlanner') ? null : <Papers vin={vehicle.vin} />}<Worth page={page} vin={vehicle.vin} /></div>
            </div>
          )}</Answered>
        </>
      )}</Answered>
    </div>
  );
}
