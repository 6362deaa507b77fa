// A car on one page: what it is now, its signals, alerts, cases, and whose it is (masked until a reason is given).
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { useEvidence } from '../alerts/AlertTable.tsx';
import { CommandsAndLooks } from '../commands/CommandsAndLooks.tsx';
import { Benefits } from '../benefits/Benefits.tsx';
import { CarFaults } from '../faults/FaultCode.tsx';
import { links } from '../links.ts';
import { Phone } from '../people/Reveal.tsx';
import { useMe } from '../shell/me.tsx';
import { Mobility } from '../warranty/Mobility.tsx';
import { Guarantees } from '../warranty/Guarantees.tsx';
import { CarHistory } from '../workorders/CarHistory.tsx';
import { words } from './words.ts';

const SignalChart = lazy(() => import('./SignalChart.tsx'));
const unit = (value: number | null, suffix: string, digits = 0): string => (value === null ? '–' : `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${suffix}`.trim());

export function StateNow({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const state = useAsk('showVehicleState', { vin }, { topics: ['telemetry'], everyMs: 10_000 });
  if (state.error instanceof Refused && state.error.code === 'stateNotFound') return <Card title={w.state}><p className="k-muted">{w.noState}</p></Card>;
  return (
    <Answered of={state} says={says}>
      {(now) => (
        <Card title={w.state} aside={<span className="c-inline"><Tag tone={now.online ? 'good' : 'plain'}>{now.online ? w.online : w.offline}</Tag><span className="k-muted">{w.seen} <When at={now.seenAt} /></span></span>}>
          <dl className="c-facts c-two">
            <dt>{w.soc}</dt><dd>{unit(now.socPct, '%')}</dd><dt>{w.odometer}</dt><dd>{unit(now.odometerKm, 'km')}</dd><dt>{w.speed}</dt><dd>{unit(now.speedKmh, 'km/h', 1)}</dd>
            <dt>{w.voltage}</dt><dd>{unit(now.totalVoltageV, 'V', 1)}</dd><dt>{w.current}</dt><dd>{unit(now.currentA, 'A', 1)}</dd><dt>{w.insulation}</dt><dd>{unit(now.insulationKohm, 'kΩ')}</dd>
            <dt>{w.cells}</dt><dd>{unit(now.cellMaxMv, '')} / {unit(now.cellMinMv, 'mV')}</dd><dt>{w.temps}</dt><dd>{unit(now.tempMaxC, '')} / {unit(now.tempMinC, '°C')}</dd>
            <dt>{w.lv}</dt><dd>{now.lvBatteryMv === null ? '–' : unit(now.lvBatteryMv / 1000, 'V', 2)}</dd><dt>{w.level}</dt><dd>{now.alarmLevel ?? '–'}</dd><dt>{w.signature}</dt><dd>{w.signatures[now.signature ?? 'none']}</dd>
            <dt>{w.position}</dt><dd>{now.lon === null || now.lat === null ? '–' : `${now.lat}, ${now.lon}`}{now.locationPrecise ? '' : ` · ${w.coarse}`}</dd>
          </dl>
        </Card>
      )}
    </Answered>
  );
}

function Signals({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const [hours, setHours] = useState<'1' | '24' | '72'>('1');
  const readings = useAsk('vehicleReadings', { vin, hours: Number(hours) }, { topics: ['telemetry'], everyMs: 15_000, keep: true });
  const points = readings.data?.points;
  const charts = useMemo(() => {
    const line = (pick: (point: Out<'vehicleReadings'>['points'][number]) => number | null) => (points ?? []).map((point) => [point.at, pick(point)] as const);
    return [
      { title: w.temps, series: [{ name: w.highest, unit: '°C', points: line((point) => point.tempMaxC) }, { name: w.lowest, unit: '°C', points: line((point) => point.tempMinC) }] },
      { title: w.soc, series: [{ name: w.soc, unit: '%', points: line((point) => point.socPct) }] },
      { title: w.insulation, series: [{ name: w.insulation, unit: 'kΩ', points: line((point) => point.insulationKohm) }] },
      { title: w.cells, series: [{ name: w.highest, unit: 'mV', points: line((point) => point.cellMaxMv) }, { name: w.lowest, unit: 'mV', points: line((point) => point.cellMinMv) }] },
    ];
  }, [points, w]);
  return (
    <Card title={w.signals} aside={<Choice<'1' | '24' | '72'> label={w.range} value={hours} onValue={setHours} options={(['1', '24', '72'] as const).map((value) => ({ value, label: w.hours(Number(value)) }))} />}>
      <Answered of={readings} says={says}>
        {(data) => data.points.length === 0 ? <p className="k-muted">{w.noReadings}</p> : (
          <div className="c-charts">{charts.map((chart) => <figure key={chart.title}><figcaption><strong>{chart.title}</strong> <span className="k-muted">{chart.series[0]?.unit}</span></figcaption><Suspense fallback={<Slow />}><SignalChart title={chart.title} series={chart.series} hours={Number(hours)} /></Suspense></figure>)}</div>
        )}
      </Answered>
    </Card>
  );
}

function Alerts({ vin }: { vin: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const evidence = useEvidence();
  const alerts = useAsk('listAlerts', { vin }, { topics: ['alerts'] });
  return (
    <Card title={w.alerts}>
      <Answered of={alerts} says={says} lines={2}>{(data) => data.alerts.length === 0 ? <p className="k-muted">{w.noAlerts}</p> : (
        <ul className="k-list">{data.alerts.map((one) => (
          <li key={one.id}><div className="k-between"><span className="c-inline"><UrgencyTag urgency={one.severity} /><strong>{c.alert[one.kind]}</strong></span><span className="k-muted"><When at={one.raisedAt} /> · {one.clearedAt === null ? w.open : w.cleared}</span></div>
            {one.evidence === null ? null : <p className="k-muted">{w.evidence}: {evidence(one.evidence)}</p>}</li>
        ))}</ul>
      )}</Answered>
    </Card>
  );
}

function Cases({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const cases = useAsk('listCases', { scope: 'all', vehicleId }, { topics: ['cases'] });
  return (
    <Card title={w.cases}>
      <Answered of={cases} says={says} lines={2}>{(data) => data.cases.length === 0 ? <p className="k-muted">{w.noCases}</p> : (
        <ul className="k-list">{data.cases.map((one) => <li key={one.id} className="k-between"><span className="c-inline"><Link to={links.case(one.id)}>{one.number}</Link><UrgencyTag urgency={one.urgency} />{c.trouble[one.trouble]}</span><span className="k-muted">{c.stage[one.stage]}</span></li>)}</ul>
      )}</Answered>
    </Card>
  );
}

export function VehiclePage() {
  const { vehicleId = '' } = useParams();
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const page = useAsk('showVehicle', { id: vehicleId }, { topics: ['vehicles'] });
  const ownerPage = may('agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator', 'auditor');
  const seesAlerts = may('agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'administrator');
  const history = may('agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const looks = may('agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator');
  const guarantees = may('agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const seesBattery = may('agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const diagnoses = may('agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'administrator');
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={12}>
        {({ vehicle, owner, plates }) => (
          <>
            <title>{`${vehicle.plateNo ?? vehicle.vin} · CareLoop`}</title>
            <header><h1>{vehicle.plateNo ?? vehicle.vin} · {language === 'zh' ? vehicle.modelName : vehicle.modelNameEn}</h1>{diagnoses ? <Link className="k-button" data-small="true" to={links.diagnosis(vehicle.id)}>{w.diagnosis}</Link> : null}{seesBattery ? <Link className="k-button" data-small="true" to={links.battery(vehicle.id)}>{w.battery}</Link> : null}</header>
            <div className="c-split">
              <div className="c-col">{history ? <CarHistory vehicleId={vehicle.id} /> : null}{looks ? <><StateNow vin={vehicle.vin} /><CarFaults vehicleId={vehicle.id} /><Signals vin={vehicle.vin} /></> : <Card title={w.signals}><p className="k-muted">{w.noRight}</p></Card>}</div>
              <div className="c-col">
                <Card title={w.facts}>
                  <dl className="c-facts">
                    <dt>{w.vin}</dt><dd>{vehicle.vin}</dd><dt>{w.plate}</dt><dd>{vehicle.plateNo ?? '–'}</dd><dt>{w.colour}</dt><dd>{vehicle.colour}</dd><dt>{w.delivered}</dt><dd>{vehicle.deliveredOn ?? '–'}</dd><dt>{w.use}</dt><dd>{w.uses[vehicle.usageNature]}</dd>
                    <dt>{w.owner}</dt><dd>{ownerPage ? <Link to={links.owner(owner.id)}>{owner.name}</Link> : owner.name}</dd><dt>{w.phone}</dt><dd><Phone ownerId={owner.id} masked={owner.phone} /></dd>
                  </dl>
                  {plates.length < 2 ? null : <><p className="k-muted">{w.plates}</p><ul className="k-list">{plates.map((one) => <li key={one.fromOn}>{one.plateNo} · {one.fromOn} – {one.toOn ?? ''}</li>)}</ul></>}
                </Card>
                {guarantees ? <><Guarantees vehicleId={vehicle.id} /><Mobility vehicleId={vehicle.id} /></> : null}
                {may('agent', 'adviser', 'cashier', 'serviceManager', 'regionalManager', 'auditor', 'administrator') ? <Benefits car={{ id: vehicle.id, brandId: vehicle.brandId, ownerId: owner.id }} /> : null}
                {looks ? <CommandsAndLooks vin={vehicle.vin} /> : null}
                {seesAlerts ? <Alerts vin={vehicle.vin} /> : null}
                <Cases vehicleId={vehicle.id} />
              </div>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
