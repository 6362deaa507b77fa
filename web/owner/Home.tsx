// My car now: how it is, what is wrong in plain words, and what to do this minute.
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { Card, Notice } from '#kit/card.tsx';
import { When, whenWords } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { alertTitles } from '#client/sentences/alerts';
import { useSays } from '#client/says';
import { CarNow } from './CarNow.tsx';
import { links } from './links.ts';
import { keepHotline } from './Offline.tsx';
import { OpenCase, type MyCase } from './OpenCase.tsx';
import { BatteryDoor } from './battery/BatteryDoor.tsx';
import { Waiting } from './appointments/Waiting.tsx';
import { Visits } from './dispatch/Visits.tsx';
import { words as comeWords } from './dispatch/words.ts';
import { Loans } from './loaners/Loans.tsx';
import { Guarantees } from './warranty/Guarantees.tsx';
import { words } from './words.ts';

function Doors({ vehicleId, brandId }: { vehicleId: string; brandId: string }) {
  const w = useWords(words);
  const come = useWords(comeWords);
  const brands = useAsk('listBrands', {});
  const hotline = brands.data?.brands.find((one) => one.id === brandId)?.hotline;
  useEffect(() => hotline === undefined ? undefined : keepHotline(hotline), [hotline]);
  return (
    <div className="o-two">
      <Link className="o-big o-sos" to={links.rescue(vehicleId)}><Icon name="alert" size={28} />{w.rescue}<small>{w.rescueLead}</small></Link>
      <Link className="o-big" to={links.report(vehicleId)}><Icon name="alert" size={28} />{w.report}<small>{w.reportLead}</small></Link>
      <Link className="o-big" to={links.talk(vehicleId)}><Icon name="chat" size={28} />{w.talk}<small>{w.talkLead}</small></Link>
      <Link className="o-big" to={links.book(vehicleId)}><Icon name="calendar" size={28} />{w.book}<small>{w.bookLead}</small></Link>
      <Link className="o-big" to={links.come(vehicleId)}><Icon name="pin" size={28} />{come.come}<small>{come.comeLead}</small></Link>
      {hotline === undefined ? null : <a className="o-big" href={`tel:${hotline}`}><Icon name="phone" size={28} />{w.hotline}<small>{hotline}</small></a>}
      <Link className="o-big" to={links.prices()}><Icon name="wallet" size={28} />{w.prices}<small>{w.pricesLead}</small></Link>
      <BatteryDoor vehicleId={vehicleId} />
    </div>
  );
}

function Recent({ cases }: { cases: readonly MyCase[] }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  if (cases.length === 0) return null;
  return (
    <Card title={w.recent} aside={<Link className="o-link" to={links.history()}>{w.all}</Link>}>
      <ul className="o-list">{cases.slice(0, 3).map((one) => <li key={one.id}><Link className="o-row" to={links.case(one.id)}><span className="k-between"><strong>{c.trouble[one.trouble]}</strong><span className="k-muted"><When at={one.closedAt ?? one.openedAt} /></span></span></Link></li>)}</ul>
    </Card>
  );
}

/** The car's bare alarm: what has a name of its own says more. */
const isNameless = ({ kind }: Out<'myAlerts'>['alerts'][number]): boolean => kind === 'makerAlarmLevel3' || kind === 'makerFlags';

export function Home() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const vehicles = useAsk('listMyVehicles', {}, { topics: ['vehicles'] });
  const cases = useAsk('myCases', {}, { topics: ['cases'] });
  const orders = useAsk('myWorkOrders', {}, { topics: ['workorders', 'invoices'] });
  const visits = useAsk('myAppointments', {}, { topics: ['appointments'] });
  const alerts = useAsk('myAlerts', {}, { topics: ['alerts'] });
  const surveys = useAsk('mySurveys', { state: 'sent' }, { topics: ['feedback'] });
  const under = (cases.data?.cases ?? []).filter((one) => one.stage !== 'closed').sort((a, b) => a.urgency - b.urgency);
  const telling = (alerts.data?.alerts ?? []).filter((one) => one.clearedAt === null).sort((a, b) => a.severity - b.severity || Number(isNameless(a)) - Number(isNameless(b)));
  const mine = vehicles.data?.vehicles ?? [];
  const first = useAsk('showVehicleState', { vin: mine[0]?.vin ?? '' }, { enabled: mine.length > 1 });
  const talks = (first.error === null ? undefined : mine[1]) ?? mine[0]; // of several cars, rather one that reports
  return (
    <Answered of={vehicles} says={says} lines={8}>
      {(data) => {
        const vehicle = data.vehicles.find((one) => one.id === chosen) ?? data.vehicles.find((one) => one.id === under[0]?.vehicleId) ?? talks;
        if (vehicle === undefined) return <Empty icon="car" title={w.noCar}><p>{w.noCarLead}</p></Empty>;
        const open = under.filter((one) => one.vehicleId === vehicle.id);
        const own = telling.filter((one) => one.vehicleId === vehicle.id);
        const urgent = open.some((one) => one.stage === 'open' && one.urgency <= 2);
        const known = cases.data !== undefined && alerts.data !== undefined;
        return (
          <>
            {data.vehicles.length > 1 ? <div className="o-cars" role="group" aria-label={w.which}>{data.vehicles.map((one) => <button key={one.id} type="button" aria-pressed={one.id === vehicle.id} onClick={() => setChosen(one.id)}>{language === 'zh' ? one.modelName : one.modelNameEn} · {one.plateNo ?? one.vin.slice(-6)}{under.some((other) => other.vehicleId === one.id) ? <span className="dot" /> : null}</button>)}</div> : null}
            <div className="o-home" data-urgent={urgent}>
              <div className="hero"><CarNow key={vehicle.id} vehicle={vehicle} compact={urgent} hot={own.some((one) => one.kind === 'overheatingPack')} /></div>
              <div className="needs">
                <Waiting vehicleId={vehicle.id} cars={data.vehicles} />
                <Visits vehicleId={vehicle.id} />
                <Loans vehicleId={vehicle.id} />
                {open.map((one, index) => <OpenCase key={one.id} one={one} order={orders.data?.workOrders.find((order) => order.caseId === one.id)} visit={visits.data?.appointments.find((visit) => visit.caseId === one.id && visit.state === 'booked')?.startsAt} alert={index === 0 ? own[0] : undefined} />)}
                {open.length === 0 ? own.map((one) => <Notice key={one.id} tone="warn"><strong>{alertTitles[one.kind][language]}</strong><br /><span className="k-muted">{w.carSays(whenWords(one.raisedAt, language))}</span></Notice>) : null}
                {(surveys.data?.surveys ?? []).map((survey) => <Link key={survey.id} className="o-big" to={links.survey(survey.id)}><Icon name="star" size={28} />{w.survey}<small>{language === 'zh' ? survey.modelName : survey.modelNameEn} · {survey.plateNo}</small></Link>)}
                {open.length === 0 && own.length === 0 && known ? <Card><div className="o-well"><span><Icon name="check" size={24} /></span><div><strong>{w.allWell}</strong><p className="k-muted">{w.allWellLead}</p></div></div></Card> : null}
                <Doors vehicleId={vehicle.id} brandId={vehicle.brandId} />
              </div>
              <div className="past"><Guarantees key={vehicle.id} vehicleId={vehicle.id} /><Recent cases={(cases.data?.cases ?? []).filter((one) => one.stage === 'closed' && one.vehicleId === vehicle.id)} /></div>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
