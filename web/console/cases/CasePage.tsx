// A case on one page: what it is and why, who holds it, its clocks, one timeline, and what can be done now.
import { Link, useParams } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useVisitWords } from '#client/visit-words';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Booking } from '../appointments/Booking.tsx';
import { CaseEvidence } from '../batteries/CaseEvidence.tsx';
import { CarFaults } from '../faults/FaultCode.tsx';
import { links } from '../links.ts';
import { Phone } from '../people/Reveal.tsx';
import { RescueOfCase } from '../rescue/OfCase.tsx';
import { useMe } from '../shell/me.tsx';
import { Guarantees } from '../warranty/Guarantees.tsx';
import { Mobility } from '../warranty/Mobility.tsx';
import { CaseActions } from './CaseActions.tsx';
import { Explain, HandOverAnswer, PastHandOvers, PauseClocks } from './ClockActions.tsx';
import { ClockMark, nextClock, UrgencyTag, useHolderName, useReasons } from './marks.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;

/** What an entry says beside its kind: known details in words, the rest left to the record. */
function Detail({ entry }: { entry: Page['entries'][number] }) {
  const c = useWords(caseWords);
  const data = (entry.data ?? {}) as Record<string, unknown>;
  const visit = useVisitWords();
  const stage = (value: unknown): string => c.stage[value as 'open'] ?? '';
  const said = [
    entry.kind === 'stageMoved' ? `${stage(data['from'])} → ${stage(data['to'])}` : '',
    typeof data['urgency'] === 'number' ? c.urgency[data['urgency'] as 1] : '', typeof data['kind'] === 'string' ? ((c.alert as Record<string, string>)[data['kind']] ?? '') : '',
    typeof data['desk'] === 'string' ? ((c.desk as Record<string, string>)[data['desk']] ?? '') : entry.kind === 'handOverAsked' && typeof data['name'] === 'string' ? data['name'] : '',
    typeof data['clock'] === 'string' ? ((c.clock as Record<string, string>)[data['clock']] ?? '') : '', ...visit(entry.kind, data), typeof data['why'] === 'string' ? data['why'] : '',
  ].filter((one) => one !== '');
  return said.length === 0 ? null : <span className="k-muted">{said.join(' · ')}</span>;
}

function Timeline({ page }: { page: Page }) {
  const w = useWords(words);
  return (
    <Card title={w.timeline}>
      <div>{[...page.entries].reverse().map((entry) => (
        <div key={entry.id} className="c-entry">
          <div className="k-between"><span className="c-inline"><strong>{w.entry[entry.kind] ?? entry.kind}</strong><Detail entry={entry} /></span><span className="k-muted">{entry.byKind === 'system' ? '' : `${entry.byName} · `}<When at={entry.at} /></span></div>
          {entry.text === null ? null : <p>{entry.text}</p>}
          {entry.fileIds.length === 0 ? null : <div className="k-photos">{entry.fileIds.map((fileId) => <a key={fileId} className="k-photo" href={`/api/cases/${page.case.id}/files/${fileId}`} target="_blank" rel="noreferrer"><img src={`/api/cases/${page.case.id}/files/${fileId}`} alt={w.entry[entry.kind] ?? ''} loading="lazy" /></a>)}</div>}
        </div>
      ))}</div>
    </Card>
  );
}

function Orders({ caseId, open }: { caseId: string; open: boolean }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { may } = useMe();
  const looks = may('agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const orders = useAsk('listWorkOrders', { caseId }, { topics: ['workorders', 'invoices'], enabled: looks });
  const list = orders.data?.workOrders ?? [];
  const counter = open && may('adviser', 'serviceManager') && !list.some((order) => !['handedBack', 'cancelled'].includes(order.state));
  if (list.length === 0 && !counter) return null;
  return (
    <Card title={w.orders} aside={counter ? <Link to={links.checkIn({ case: caseId })}>{w.walkIn}</Link> : undefined}>
      {list.length === 0 ? <p className="k-muted">{w.noOrder}</p> : <ul className="k-list">{list.map((order) => <li key={order.id} className="k-between"><Link to={links.workOrder(order.id)}>{order.number}</Link><span className="c-inline"><Tag tone="accent">{v.state[order.state]}</Tag>{order.waitingFor === null ? null : <span className="k-muted">{v.waiting[order.waitingFor] ?? ''}</span>}</span></li>)}</ul>}
    </Card>
  );
}

/** From day 6 of a repair, who keeps the owner mobile; and the guarantees of the car, as soon as something counts. */
function Warranty({ page }: { page: Page }) {
  const { may } = useMe();
  const { vehicleId, id, stage } = page.case;
  const sees = may('agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const guarantees = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty', 'workorders', 'vehicles'], enabled: sees && stage !== 'closed' });
  if (!sees || stage === 'closed') return null;
  const told = guarantees.data?.counters.some((one) => one.state !== 'clear') === true;
  return <><Mobility vehicleId={vehicleId} caseId={id} />{told ? <Guarantees vehicleId={vehicleId} /> : null}</>;
}

function Side({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const reasons = useReasons();
  const holder = useHolderName();
  const { may } = useMe();
  const ownerPage = may('agent', 'adviser', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator', 'auditor');
  const one = page.case;
  return (
    <div className="c-col">
      {one.kind === 'trouble' ? <RescueOfCase caseId={one.id} mayStart={one.stage === 'open' || one.stage === 'booked'} /> : null}
      <Card title={w.car} aside={<Link to={links.vehicle(one.vehicleId)}>{w.openCar}</Link>}>
        <dl className="c-facts">
          <dt>{w.car}</dt><dd>{one.plateNo ?? one.vinMasked} · {language === 'zh' ? one.modelName : one.modelNameEn}</dd>
          <dt>{w.owner}</dt><dd>{ownerPage ? <Link to={links.owner(one.ownerId)}>{one.ownerName}</Link> : one.ownerName}</dd>
          <dt>{w.phone}</dt><dd><Phone ownerId={one.ownerId} masked={one.ownerPhone} /></dd>
          {one.place.kind === undefined && one.place.words === undefined ? null : <><dt>{w.place}</dt><dd>{[one.place.kind === undefined ? undefined : c.place[one.place.kind], one.place.words].filter((part) => part !== undefined).join(' · ')}</dd></>}
        </dl>
      </Card>
      {one.stage === 'closed' ? null : <CarFaults vehicleId={one.vehicleId} />}
      <Orders caseId={one.id} open={one.stage !== 'closed'} />
      <Warranty page={page} />
      <Card title={w.clockList} aside={<PauseClocks page={page} />}>
        <div>{page.clocks.map((clock) => <div key={clock.id} className="c-clock"><ClockMark clock={clock} /><span className="c-inline"><span className="k-muted"><When at={clock.dueAt} /></span><Explain page={page} clock={clock} /></span></div>)}</div>
      </Card>
      <Card title={w.why}><ul className="k-list">{reasons(one.urgencyReasons).map((reason) => <li key={reason}>{reason}</li>)}</ul></Card>
      <Card title={w.holders}>
        <ul className="k-list">{[...page.holders].reverse().map((stretch, at) => <li key={`${stretch.sinceAt} ${at}`} className="k-between">{stretch.untilAt === null ? <strong>{holder(stretch)}</strong> : <span>{holder(stretch)}</span>}<span className="k-muted">{stretch.untilAt === null ? <>{w.since} <When at={stretch.sinceAt} /></> : <><When at={stretch.sinceAt} /> – <When at={stretch.untilAt} /></>}</span></li>)}</ul>
        <PastHandOvers page={page} />
      </Card>
      {page.contacts.filter((contact) => contact.source === 'battery' && contact.sourceKey !== null).map((contact) => <CaseEvidence key={contact.id} thread={contact.sourceKey ?? ''} />)}
      <Card title={w.contacts}><ul className="k-list">{page.contacts.map((contact) => <li key={contact.id}><div className="k-between"><span><strong>{w.source[contact.source]}</strong>{contact.source === 'alert' ? null : <> {contact.byName}</>}</span><span className="k-muted"><When at={contact.at} /></span></div>{contact.words === null ? null : <p>{contact.words}</p>}</li>)}</ul></Card>
      {page.advice.length === 0 ? null : <Card title={w.advice}><ol className="c-steps">{page.advice.map((code) => <li key={code}>{c.advice[code]}</li>)}</ol></Card>}
      {page.links.length === 0 ? null : <Card title={w.links}><ul className="k-list">{page.links.map((link) => <li key={link.id} className="k-between"><span><Link to={links.case(link.id)}>{link.number}</Link> {c.trouble[link.trouble]}</span><span className="k-muted">{c.stage[link.stage]}</span></li>)}</ul></Card>}
    </div>
  );
}

function NextClock({ page }: { page: Page }) {
  const holder = useHolderName();
  const clock = page.case.stage === 'closed' ? undefined : nextClock(page.clocks);
  return <span className="c-inline">{clock === undefined ? null : <ClockMark clock={clock} />}{page.case.stage === 'closed' ? null : <span className="k-muted">{holder(page.case.holder)}</span>}</span>;
}

export function CasePage() {
  const { caseId = '' } = useParams();
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const { may } = useMe();
  const books = may('agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  const page = useAsk('showCase', { caseId }, { topics: ['cases', 'appointments', 'workorders', 'invoices', 'feedback'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={12}>
        {(data) => (
          <>
            <header>
              <title>{`${data.case.number} · CareLoop`}</title>
              <h1>{data.case.number} · {c.trouble[data.case.trouble]}</h1>
              <UrgencyTag urgency={data.case.urgency} /><Tag tone="accent">{c.stage[data.case.stage]}</Tag>
              {data.case.comebackOf === null ? null : <Tag tone="warn">{w.comeback}</Tag>}{data.case.kind === 'recovery' ? <Tag tone="warn">{w.recovery}</Tag> : null}
              <NextClock page={data} />
            </header>
            <div className="c-split">
              <div className="c-col">
                <HandOverAnswer page={data} />
                {data.case.stage === 'closed' ? null : <CaseActions page={data} />}
                {!books ? null : <Booking caseId={data.case.id} vehicleId={data.case.vehicleId} open={data.case.stage !== 'closed'} />}
                <Timeline page={data} />
              </div>
              <Side page={data} />
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
