// A car at the door: found by plate, VIN or phone, then everything the counter must not miss before it is taken in.
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, TextArea, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Visits } from './CarHistory.tsx';
import { ReadVin } from './ReadVin.tsx';
import { words } from './words.ts';

type Arrival = Out<'showArrival'>;

/** Campaigns and declined advice; nobody scrolls past them. (R1 of arrivals) */
export function MustKnow({ arrival }: { arrival: Pick<Arrival, 'campaigns' | 'advice'> }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <>
      {arrival.campaigns.map((one) => <Notice key={one.id} tone="danger"><strong>{one.kind === 'recall' ? w.recall : w.serviceAction} {one.code} · {language === 'zh' ? one.name : one.nameEn}</strong><br />{language === 'zh' ? one.what : one.whatEn} · {one.operations.join(' ')}</Notice>)}
      {arrival.advice.length === 0 ? null : <Notice tone="warn"><strong>{w.advice}</strong><ul className="k-list">{arrival.advice.map((one) => <li key={one.code} className="k-between"><span>{language === 'zh' ? one.name : one.nameEn} <span className="k-muted"><When at={one.at} /></span></span><Money fen={one.ownerFen} /></li>)}</ul></Notice>}
    </>
  );
}

function Appointment({ caseId }: { caseId: string }) {
  const w = useWords(words);
  const found = useAsk('appointmentsOfCase', { caseId });
  const booked = found.data?.appointments.find((one) => ['booked', 'arrived', 'noShow'].includes(one.state));
  if (found.data === undefined) return null;
  return booked === undefined ? <Link className="k-button" data-kind="primary" to={links.checkIn({ case: caseId })}>{w.takeInCase}</Link>
    : <span className="c-inline"><When at={booked.startsAt} /> <Link className="k-button" data-kind="primary" to={links.checkIn({ appointment: booked.id })}>{w.takeInBooked}</Link></span>;
}

/** No case yet: what the owner says at the counter opens one. */
function Fresh({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const says = useSays();
  const go = useNavigate();
  const [said, setSaid] = useState('');
  const act = useAct('openCase');
  return (
    <Form label={w.newVisit} onSubmit={() => act.mutate({ vehicleId, words: said.trim() }, { onSuccess: (answer) => void go(links.checkIn({ case: answer.caseId })) })}>
      <TextArea label={w.statement} rows={2} value={said} onValue={setSaid} />
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={said.trim() === ''}>{w.newVisit}</Button>
    </Form>
  );
}

function Found({ vehicleId }: { vehicleId: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const asked = useAsk('showArrival', { vehicleId });
  return (
    <Answered of={asked} says={says} lines={5}>
      {(arrival) => (
        <div className="k-stack">
          <p className="k-muted">{arrival.visits === 0 ? w.firstVisit : w.visitsBefore(arrival.visits)}{arrival.lastVisitAt === null ? '' : <> · <When at={arrival.lastVisitAt} /></>} · <Link to={links.vehicle(vehicleId)}>{w.wholeHistory}</Link></p>
          <MustKnow arrival={arrival} />
          {arrival.visits === 0 ? null : <Visits vehicleId={vehicleId} most={3} />}
          {arrival.comebacks.filter((one) => one.sameSystem).map((one) => <Notice key={one.workOrderId} tone="warn">{w.comebackFound(one.number, one.days)}</Notice>)}
          {arrival.checkedInAs !== null ? <Notice tone="info">{w.isHere} <Link to={links.workOrder(arrival.checkedInAs)}>{w.show}</Link></Notice> : (
            <>
              {arrival.cases.length === 0 ? null : <ul className="k-list">{arrival.cases.map((one) => <li key={one.id} className="k-between"><span>{one.number} · {c.trouble[one.trouble as 'other'] ?? one.trouble} <span className="k-muted"><When at={one.openedAt} /></span></span><Appointment caseId={one.id} /></li>)}</ul>}
              <Fresh vehicleId={vehicleId} />
            </>
          )}
        </div>
      )}
    </Answered>
  );
}

export function AtTheDoor() {
  const w = useWords(words);
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const [vehicleId, choose] = useState<string>();
  const wanted = text.trim();
  const found = useAsk('findVehicles', { text: wanted, limit: 8 }, { enabled: wanted.length >= 3, keep: true });
  const cars = wanted.length >= 3 ? (found.data?.vehicles ?? []) : [];
  const only = cars.length === 1 ? cars[0]?.id : undefined;
  const chosen = vehicleId !== undefined && cars.some((car) => car.id === vehicleId) ? vehicleId : only;
  return (
    <Card title={w.atTheDoor}>
      <div className="k-stack">
        <TextField label={w.plateOrVin} type="search" autoFocus autoComplete="off" value={text} onValue={setText} hint={w.plateOrVinHint} />
        <ReadVin onVin={setText} />
        {wanted.length >= 3 && found.data !== undefined && cars.length === 0 ? <Empty icon="car" title={w.noCar}><Link to={links.register()}>{w.registerCar}</Link></Empty> : null}
        <ul className="c-jobs">{cars.map((car) => <li key={car.id}><button type="button" className="c-pick" aria-pressed={chosen === car.id} onClick={() => choose(car.id)}><strong>{car.plateNo ?? car.vinMasked}</strong><span>{language === 'zh' ? car.modelName : car.modelNameEn} · {car.colour}</span><span>{car.ownerName} {car.ownerPhone} {chosen === car.id ? <Tag tone="accent">✓</Tag> : null}</span></button></li>)}</ul>
        {chosen === undefined ? null : <Found key={chosen} vehicleId={chosen} />}
      </div>
    </Card>
  );
}
