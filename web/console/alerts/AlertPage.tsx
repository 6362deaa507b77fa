// One alert: how urgent it is and was, by what evidence, and the signals around it as a chart.
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Card } from '#kit/card.tsx';
import { SelectField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { mayVisit } from '../shell/pages.ts';
import { Standing, useEvidence } from './AlertTable.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { words } from './words.ts';

const SignalChart = lazy(() => import('../vehicles/SignalChart.tsx'));
type Alert = Out<'showAlert'>;
type Signal = keyof (typeof words)['zh']['chart'];
/** The signal that shows what an alert is about. */
const telling: Partial<Record<Alert['kind'], Signal>> = { insulationFalling: 'insulationKohm', chargingFails: 'currentA', twelveVoltDying: 'lvBatteryMv', makerAlarmLevel3: 'alarmLevel', makerFlags: 'alarmLevel', lowSocStranded: 'socPct', standingDrain: 'socPct' };

function Signals({ alert }: { alert: Alert }) {
  const w = useWords(words);
  const known = (Object.keys(w.chart) as Signal[]).filter((name) => alert.surroundings.some((one) => one[name] !== null));
  const [chosen, setChosen] = useState<Signal | ''>('');
  const first = telling[alert.kind];
  const signal = chosen !== '' ? chosen : first !== undefined && known.includes(first) ? first : (known[0] ?? 'tempMaxC');
  const series = useMemo(() => [{ name: w.chart[signal], unit: '', points: alert.surroundings.map((one): [string, number | null] => [one.at, one[signal]]) }], [alert.surroundings, signal, w]);
  if (known.length === 0) return null;
  return (
    <Card title={w.signals}>
      <SelectField label={w.aboutSignal} value={signal} onValue={(value) => setChosen(value as Signal)} options={known.map((value) => ({ value, label: w.chart[value] }))} />
      <Suspense fallback={<Slow lines={4} />}><SignalChart title={w.chart[signal]} series={series} /></Suspense>
    </Card>
  );
}

/** The open cases of the car, for those who work on cases: where this alert is being dealt with. */
function CasesOf({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { grants } = useMe();
  const reads = mayVisit(links.inbox(), grants.map((grant) => grant.role));
  const cases = useAsk('listCases', { scope: 'all', vehicleId, limit: 10 }, { topics: ['cases'], enabled: reads });
  const open = (cases.data?.cases ?? []).filter((one) => one.stage !== 'closed');
  if (open.length === 0) return null;
  return <Card title={w.casesOfCar}><ul className="k-list">{open.map((one) => <li key={one.id} className="k-between"><span className="c-inline"><Link to={links.case(one.id)}>{one.number}</Link>{c.trouble[one.trouble]}</span><span className="k-muted">{c.stage[one.stage]}</span></li>)}</ul></Card>;
}

export function AlertPage() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const evidence = useEvidence();
  const { alertId = '' } = useParams();
  const alert = useAsk('showAlert', { alertId }, { topics: ['alerts'], everyMs: 20_000 });
  return (
    <div className="c-page">
      <Answered of={alert} says={says} lines={8}>
        {(one) => (
          <>
            <header><title>{`${one.number} · CareLoop`}</title><h1>{c.alert[one.kind]} · {one.number}</h1><UrgencyTag urgency={one.severity} /></header>
            <AlertTabs />
            <div className="c-split">
              <div className="c-col"><Signals alert={one} /></div>
              <div className="c-col">
                <Card title={w.details}>
                  <dl className="c-facts">
                    <dt>{w.car}</dt><dd>{one.vehicleId === null ? one.vin : <Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vin}</Link>} {language === 'zh' ? one.modelName : one.modelNameEn}</dd>
                    <dt>{w.stateHead}</dt><dd><Standing one={one} /></dd>
                    <dt>{w.since}</dt><dd><When at={one.sinceAt} /></dd><dt>{w.told}</dt><dd><When at={one.toldAt} /></dd>
                    {one.clearedAt === null ? null : <><dt>{w.cleared}</dt><dd><When at={one.clearedAt} />{one.clearedBecause === null ? '' : ` · ${w.because[one.clearedBecause]}`}</dd></>}
                    <dt>{w.occurrences}</dt><dd>{one.occurrences}</dd><dt>{w.ruleVersion}</dt><dd>{one.ruleVersion}</dd>
                  </dl>
                  {one.stormId === null ? null : <p><Link to={links.storm(one.stormId)}>{w.inStorm}</Link></p>}
                  {one.followsId === null ? null : <p><Link to={links.alert(one.followsId)}>{w.follows}</Link></p>}
                </Card>
                {one.vehicleId === null ? null : <CasesOf vehicleId={one.vehicleId} />}
                <Card title={w.evidence}><ul className="k-list">{one.evidence.map((found) => <li key={`${found.quantity} ${found.sinceAt} ${found.value}`}>{evidence(found)}<div className="k-muted"><When at={found.sinceAt} /></div></li>)}</ul></Card>
              </div>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
