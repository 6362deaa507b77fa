// A work order on one page: what comes next, diagnosis, estimate, work, and beside it how the car came, what was
// promised, and how it goes back.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { holdReasons, oldPartsChoices } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, Money, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { Documents } from '../documents/Documents.tsx';
import { faultWords } from '#client/fault-words';
import { FaultList } from '../faults/FaultCode.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { benchWords } from './bench-words.ts';
import { CaseLibrary } from './Bench.tsx';
import { MustKnow } from './AtTheDoor.tsx';
import { Outline } from './CarDrawing.tsx';
import { InsuranceOf } from '../insurance/InsuranceOf.tsx';
import { ClaimsOf } from '../claims/ClaimsOf.tsx';
import { GoodwillCard } from '../goodwill/Goodwill.tsx';
import { Mobility } from '../warranty/Mobility.tsx';
import { RepairOnRecord } from '../warranty/RepairOnRecord.tsx';
import { Estimate, type Page } from './Estimate.tsx';
import { PartsWait } from './PartsWait.tsx';
import { HowItIsDone, Questions } from './Packet.tsx';
import { Diagnosis, Shop } from './Shop.tsx';
import { useWork } from './work.ts';
import { words } from './words.ts';
import { Promised, StateTag } from './WorkOrders.tsx';

const atOf = (page: Page) => ({ workOrderId: page.workOrder.id, version: page.workOrder.version });

function PromisedTimes({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [moving, setMoving] = useState(false);
  const [local, setLocal] = useState(inputTime(new Date(page.workOrder.promisedAt)));
  const [reason, setReason] = useState('');
  const act = useWork('movePromise');
  const error = useFieldErrors(act.error, ['promisedAt', 'reason']);
  const open = !['handedBack', 'cancelled'].includes(page.workOrder.state) && may('adviser', 'serviceManager');
  return (
    <Card title={w.promises} aside={open ? <Button small onClick={() => setMoving(!moving)}>{w.movePromise}</Button> : undefined}>
      <ul className="k-list">{[...page.workOrder.promises].reverse().map((one) => <li key={one.at}><div className="k-between"><strong><When at={one.promisedAt} /></strong><span className="k-muted"><When at={one.at} /></span></div><span className="k-muted">{one.reason ?? w.first}</span></li>)}</ul>
      {moving ? (
        <Form label={w.movePromise} onSubmit={() => act.mutate({ ...atOf(page), promisedAt: instantOf(local), reason: reason.trim() }, { onSuccess: () => setMoving(false) })}>
          <TextField label={w.newPromise} type="datetime-local" value={local} onValue={setLocal} error={error('promisedAt')} />
          <TextField label={w.reason} value={reason} onValue={setReason} error={error('reason')} />
          {error('') === undefined ? null : <Stale error={act.error} />}
          <Button type="submit" kind="primary" busy={act.isPending} disabled={reason.trim() === '' || local === ''}>{w.save}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

function Hold({ page }: { page: Page }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { may } = useMe();
  const act = useWork('holdWork');
  if (['handedBack', 'cancelled', 'ready'].includes(page.workOrder.state) || !may('adviser', 'serviceManager', 'technician')) return null;
  return (
    <Card>
      <SelectField label={w.hold} value={page.workOrder.holdReason ?? ''} onValue={(value) => act.mutate({ ...atOf(page), reason: value === '' ? null : (value as (typeof holdReasons)[number]) })} options={[{ value: '', label: w.noHold }, ...holdReasons.map((value) => ({ value, label: v.hold[value] }))]} />
      <Stale error={act.error} />
    </Card>
  );
}

function HandBack({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [toName, setToName] = useState(page.checkIn.signerName);
  const [odometer, setOdometer] = useState(String(page.checkIn.odometerKm));
  const [soc, setSoc] = useState(String(page.checkIn.socPct));
  const b = useWords(benchWords);
  const replaced = page.lines.some((line) => line.kind === 'part' && line.done);
  const [oldParts, setOldParts] = useState<(typeof oldPartsChoices)[number] | undefined>(replaced ? undefined : 'none');
  const [toRole, setToRole] = useState<'owner' | 'authorised'>('owner');
  const [authorisation, setAuthorisation] = useState('');
  const [unpaid, setUnpaid] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const act = useWork('handBack');
  const error = useFieldErrors(act.error, ['unpaidReason', 'odometerKm', 'socPct', 'toName', 'authorisation']);
  if (page.workOrder.state !== 'ready' || !may('adviser', 'serviceManager')) return null;
  const lower = odometer !== '' && Number(odometer) < page.checkIn.odometerKm;
  return (
    <Card title={w.handBack}>
      <Form label={w.handBack} onSubmit={() => act.mutate({ ...atOf(page), ...(oldParts === undefined ? {} : { oldParts }), toRole, ...(toRole === 'authorised' && authorisation.trim() !== '' ? { authorisation: authorisation.trim() } : {}), toName: toName.trim(), odometerKm: Number(odometer), socPct: Number(soc), ...(lower && confirmed ? { confirmOdometer: true } : {}), ...(unpaid.trim() === '' ? {} : { unpaidReason: unpaid.trim() }) })}>
        <Notice tone={page.workOrder.settled ? 'good' : 'warn'}>{page.workOrder.settled ? w.settled : w.notSettled}</Notice>
        <div className="c-form">
          <TextField label={w.toName} value={toName} onValue={setToName} error={error('toName')} />
          <TextField label={w.odometer} inputMode="numeric" value={odometer} onValue={(value) => setOdometer(value.replaceAll(/\D/g, ''))} error={error('odometerKm')} />
          <TextField label={w.soc} inputMode="numeric" value={soc} onValue={(value) => setSoc(value.replaceAll(/\D/g, ''))} error={error('socPct')} />
        </div>
        {replaced ? <Choice label={b.oldParts} value={oldParts} onValue={(value) => setOldParts(value)} options={oldPartsChoices.filter((value) => value !== 'none').map((value) => ({ value, label: b.oldPartsNames[value] }))} /> : null}
        <Choice label={w.collectedBy} value={toRole} onValue={(value) => setToRole(value)} options={[{ value: 'owner', label: w.signerOwner }, { value: 'authorised', label: w.signerAuthorised }]} />
        {toRole === 'authorised' ? <TextField label={w.authorisation} value={authorisation} onValue={setAuthorisation} error={error('authorisation')} /> : null}
        {lower ? <label className="k-row"><input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />{w.confirmLower}</label> : null}
        {page.workOrder.settled || !may('serviceManager') ? (error('unpaidReason') === undefined ? null : <Notice tone="danger">{error('unpaidReason')}</Notice>) : <TextField label={w.unpaidReason} value={unpaid} onValue={setUnpaid} error={error('unpaidReason')} />}
        {error('') === undefined ? null : <Stale error={act.error} />}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={toName.trim() === '' || odometer === '' || soc === '' || oldParts === undefined}>{w.handBack}</Button>
      </Form>
    </Card>
  );
}

/** Before anybody has worked the owner may want none of it. */
function CallOff({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const act = useWork('cancelWork');
  const error = useFieldErrors(act.error, ['words']);
  const { state } = page.workOrder;
  const untouched = page.spells.length === 0 && (state === 'ready' ? !page.lines.some((line) => line.answer === 'approved') : ['checkedIn', 'diagnosed', 'quoted', 'approved'].includes(state));
  if (!untouched || !may('adviser', 'serviceManager')) return null;
  return (
    <Card title={w.callOff} aside={<Button small onClick={() => setAsking(!asking)}>{asking ? w.cancel : w.callOff}</Button>}>
      <p className="k-muted">{w.callOffLead}</p>
      {asking ? (
        <Form label={w.callOff} onSubmit={() => act.mutate({ ...atOf(page), words: said.trim() }, { onSuccess: () => setAsking(false) })}>
          <TextField label={w.ownersWords} value={said} onValue={setSaid} error={error('words')} />
          {error('') === undefined ? null : <Stale error={act.error} />}
          <Button type="submit" kind="danger" busy={act.isPending} disabled={said.trim() === ''}>{w.callOffNow}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

function Received({ page }: { page: Page }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { checkIn } = page;
  const file = (id: string): string => `/api/work-orders/${page.workOrder.id}/files/${id}`;
  return (
    <Card title={w.received}>
      <dl className="c-facts">
        <dt>{w.odometer}</dt><dd>{checkIn.odometerKm.toLocaleString('en-US')}</dd><dt>{w.soc}</dt><dd>{checkIn.socPct}</dd><dt>{w.keys}</dt><dd>{checkIn.keys}</dd>
        <dt>{w.items}</dt><dd>{checkIn.itemsLeft === '' ? w.nothingLeft : checkIn.itemsLeft}</dd><dt>{w.lamps}</dt><dd>{checkIn.warningLamps.length === 0 ? w.nothingLeft : checkIn.warningLamps.map((code) => v.lamp[code] ?? code).join(language === 'zh' ? '、' : ', ')}</dd>
        <dt>{w.signer}</dt><dd>{checkIn.signerName}{checkIn.signerRole === 'authorised' ? ` · ${w.signerAuthorised} · ${checkIn.authorisation ?? ''}` : ''}</dd>
        {checkIn.car == null ? null : <><dt>{w.carSays}</dt><dd>{checkIn.car.odometerKm === null ? '–' : Math.round(checkIn.car.odometerKm).toLocaleString('en-US')} km · {checkIn.car.socPct ?? '–'} %{checkIn.car.socPct !== null && Math.abs(checkIn.car.socPct - checkIn.socPct) > 10 ? <> <Tag tone="warn">{w.differs}</Tag></> : null}</dd></>}
        {page.workOrder.comeback === null ? null : <><dt>{w.comeback}</dt><dd><Link to={links.workOrder(page.workOrder.comeback.workOrderId)}>{page.workOrder.comeback.number}</Link></dd></>}
      </dl>
      <p style={{ marginTop: 8 }}>{checkIn.statement}</p>
      {checkIn.photos.some((photo) => photo.x !== undefined) ? <Outline label={w.photos} pins={checkIn.photos.map((photo, index) => ({ key: photo.fileId + index, x: photo.x ?? 50, y: photo.y ?? 50, full: true }))} /> : null}
      {checkIn.photos.some((photo) => photo.note !== undefined) ? <ul className="k-list">{checkIn.photos.map((photo, index) => (photo.note === undefined ? null : <li key={photo.fileId + index}><strong>{photo.x === undefined ? '' : `${index + 1} · `}{v.photo[photo.position]}</strong> {photo.note}</li>))}</ul> : null}
      <div className="k-photos">
        {checkIn.photos.map((photo) => <a key={photo.fileId} className="k-photo" href={file(photo.fileId)} target="_blank" rel="noreferrer"><img src={file(photo.fileId)} alt={photo.note ?? v.photo[photo.position]} loading="lazy" /></a>)}
        {checkIn.signatureFileId === null ? null : <a className="k-photo c-signed" href={file(checkIn.signatureFileId)} target="_blank" rel="noreferrer"><img src={file(checkIn.signatureFileId)} alt={w.signature} loading="lazy" /></a>}
      </div>
      {checkIn.unsignedWhy === undefined ? null : <p className="k-muted">{w.unsigned} · {checkIn.unsignedWhy}</p>}
    </Card>
  );
}

function Side({ page }: { page: Page }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const one = page.workOrder;
  const invoices = useAsk('listInvoices', { workOrderId: one.id }, { topics: ['invoices'], enabled: may('agent', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator') });
  return (
    <div className="c-col">
      <Card title={w.car} aside={<Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? w.show}</Link>}>
        <dl className="c-facts">
          <dt>{w.owner}</dt><dd>{one.ownerName}</dd><dt>{w.outlet}</dt><dd>{language === 'zh' ? one.outletName : one.outletNameEn}</dd><dt>{w.openCase}</dt><dd><Link to={links.case(one.caseId)}>{w.show}</Link></dd>
          {(invoices.data?.invoices ?? []).map((invoice) => [<dt key={`${invoice.id}t`}>{w.invoice}</dt>, <dd key={invoice.id}><Link to={links.invoice(invoice.id)}>{invoice.number}</Link> · <Money fen={invoice.owedFen} /> · {v.invoice[invoice.state]}</dd>])}
        </dl>
      </Card>
      {may('agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator') ? <><RepairOnRecord workOrderId={one.id} /><Mobility vehicleId={one.vehicleId} caseId={one.caseId} /></> : null}
      <InsuranceOf workOrderId={one.id} state={one.state} />
      <ClaimsOf workOrderId={one.id} finished={one.finishedAt !== null} />
      <PromisedTimes page={page} />
      <Received page={page} />
      <Documents workOrderId={one.id} state={one.state} />
    </div>
  );
}

/** Who works on the car finds the work first, with one hand and without scrolling. */
const shopFirst = (page: Page, may: ReturnType<typeof useMe>['may']): boolean => ['approved', 'inProgress', 'inspection'].includes(page.workOrder.state) && may('technician') && !may('adviser', 'serviceManager');

export function WorkOrderPage() {
  const { may } = useMe();
  const { workOrderId = '' } = useParams();
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const f = useWords(faultWords);
  const says = useSays();
  const sees = may('adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const page = useAsk('showWorkOrder', { workOrderId }, { topics: ['workorders', 'invoices'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={12}>
        {(data) => (
          <>
            <title>{`${data.workOrder.number} · CareLoop`}</title>
            <header>
              <h1>{data.workOrder.number} · {data.workOrder.plateNo ?? w.noPlate} · {language === 'zh' ? data.workOrder.modelName : data.workOrder.modelNameEn}</h1>
              <StateTag state={data.workOrder.state} />{data.workOrder.waitingFor === null ? null : <Tag tone="warn">{v.waiting[data.workOrder.waitingFor] ?? ''}</Tag>}
              <span className="c-inline">{w.promised} <strong><Promised one={data.workOrder} /></strong></span>
            </header>
            <MustKnow arrival={{ campaigns: data.campaigns, advice: data.adviceNotDone }} />
            <div className="c-split">
              <div className="c-col">
                <Notice><strong>{w.next}</strong> · {w.nextStep[data.workOrder.state]}</Notice>
                <HandBack page={data} />
                {shopFirst(data, may) ? <><Shop page={data} /><HowItIsDone page={data} /></> : null}
                <Diagnosis page={data} key={`d${data.workOrder.id}`} />
                <Estimate page={data} />
                <PartsWait page={data} />
                {sees ? <GoodwillCard page={data} /> : null}
                {shopFirst(data, may) ? null : <><Shop page={data} /><HowItIsDone page={data} /></>}
                {data.carFaults.length === 0 ? null : <Card title={f.title}><FaultList faults={data.carFaults} /></Card>}
                <Questions page={data} />
                <CaseLibrary page={data} />
                <Hold page={data} />
                <CallOff page={data} />
              </div>
              <Side page={data} />
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
