// My car now: how it is, what is wrong in plain words, and what to do this minute.
import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { SelectField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { whenWords, When } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { CarPicture } from './CarPicture.tsx';
import { Advice } from './cases/Advice.tsx';
import { links } from './links.ts';
import { words } from './words.ts';

type Vehicle = Out<'listMyVehicles'>['vehicles'][number];
type MyCase = Out<'myCases'>['cases'][number];

function CarNow({ vehicle }: { vehicle: Vehicle }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const state = useAsk('showVehicleState', { vin: vehicle.vin }, { topics: ['telemetry'], everyMs: 15_000 });
  const silent = state.error instanceof Refused && state.error.code === 'stateNotFound';
  const title = `${language === 'zh' ? vehicle.modelName : vehicle.modelNameEn} · ${vehicle.plateNo ?? vehicle.vin.slice(-6)}`;
  if (silent) return <Card title={title}><CarPicture socPct={null} charging={false} /><p className="k-muted">{w.noState}</p></Card>;
  return (
    <Card title={title} aside={state.data === undefined ? undefined : <Tag tone={state.data.online ? 'good' : 'plain'}>{state.data.online ? w.online : w.offline}</Tag>}>
      <Answered of={state} says={says}>
        {(now) => {
          const charging = now.chargingState === 'parkedCharging';
          return (
            <div className="o-car">
              <CarPicture socPct={now.socPct} charging={charging} />
              <div className="k-between"><span className="o-soc k-number">{now.socPct === null ? '–' : `${Math.round(now.socPct)}%`}</span><span>{charging ? w.charging : now.vehicleState === 'started' ? w.driving : w.parked}</span></div>
              <div className="k-between k-muted"><span>{now.odometerKm === null ? '' : w.km(Math.round(now.odometerKm).toLocaleString('en-US'))}</span><span>{w.seen} <When at={now.seenAt} /></span></div>
            </div>
          );
        }}
      </Answered>
    </Card>
  );
}

function OpenCase({ one, order }: { one: MyCase; order: Out<'myWorkOrders'>['workOrders'][number] | undefined }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const waitsFor = order?.blocker === 'waitingOwner' && order.lines.some((line) => line.answer === 'sent' || line.answer === 'asked') ? w.estimateWaits : order?.blocker === 'payment' ? w.paymentWaits : order?.blocker === 'pickUp' ? w.pickUpWaits : null;
  const holder = one.holder.kind === 'person' ? (one.holder.name ?? '') : one.holder.desk === null ? '' : c.desk[one.holder.desk];
  return (
    <section className="k-card o-alarm k-stack" data-urgency={one.urgency} aria-label={c.trouble[one.trouble]}>
      <div className="k-between"><h2>{c.trouble[one.trouble]}</h2><Tag tone={one.urgency <= 2 ? 'danger' : 'info'}>{c.stage[one.stage]}</Tag></div>
      {one.urgency <= 2 && one.stage === 'open' ? <><strong>{w.now}</strong><Advice codes={one.advice} /></> : null}
      <div className="k-muted"><p>{w.hold(holder)}</p>{order === undefined || order.state === 'handedBack' ? null : <p>{w.promised(whenWords(order.promisedAt, language))}</p>}{one.nextNewsBy === null ? null : <p>{w.next(whenWords(one.nextNewsBy, language))}</p>}</div>
      {waitsFor === null ? null : <Notice tone="warn">{waitsFor}</Notice>}
      {one.stage === 'awaitingConfirmation' ? <Notice tone="warn">{w.waits}</Notice> : null}
      <Link className="k-button" data-kind="primary" to={links.case(one.id)}>{w.open}</Link>
    </section>
  );
}

export function Home() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const vehicles = useAsk('listMyVehicles', {}, { topics: ['vehicles'] });
  const cases = useAsk('myCases', {}, { topics: ['cases'] });
  const orders = useAsk('myWorkOrders', {}, { topics: ['workorders', 'invoices'] });
  const surveys = useAsk('mySurveys', { state: 'sent' }, { topics: ['feedback'] });
  return (
    <Answered of={vehicles} says={says} lines={8}>
      {(data) => {
        const vehicle = data.vehicles.find((one) => one.id === chosen) ?? data.vehicles[0];
        if (vehicle === undefined) return <Empty icon="car" title={w.noCar}><p>{w.noCarLead}</p></Empty>;
        const open = (cases.data?.cases ?? []).filter((one) => one.stage !== 'closed' && one.vehicleId === vehicle.id);
        return (
          <>
            {data.vehicles.length > 1 ? <SelectField label={w.which} value={vehicle.id} onValue={setChosen} options={data.vehicles.map((one) => ({ value: one.id, label: `${one.plateNo ?? one.vin} · ${language === 'zh' ? one.modelName : one.modelNameEn}` }))} /> : null}
            {[...open].sort((a, b) => a.urgency - b.urgency).map((one) => <OpenCase key={one.id} one={one} order={orders.data?.workOrders.find((order) => order.caseId === one.id)} />)}
            <CarNow vehicle={vehicle} />
            {(surveys.data?.surveys ?? []).map((survey) => <Link key={survey.id} className="k-button" data-kind="primary" to={links.survey(survey.id)}>{w.survey} · {survey.plateNo}</Link>)}
            {open.length === 0 && cases.data !== undefined ? <Card><strong>{w.allWell}</strong><p className="k-muted">{w.allWellLead}</p></Card> : null}
            <div className="o-two">
              <Link className="o-big" to={links.report()}><Icon name="alert" size={28} />{w.report}</Link>
              <Link className="o-big" to={links.book(vehicle.id)}><Icon name="calendar" size={28} />{w.book}</Link>
              <Link className="o-big" to={links.history()}><Icon name="list" size={28} />{w.history}</Link>
              <Link className="o-big" to={links.prices()}><Icon name="wallet" size={28} />{w.prices}</Link>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
