// Taking a car in: odometer, charge, keys, lamps, photos by position, the owner's words and signature, the promise.
// What was typed and photographed is kept on the device until the car is in.
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { keyKinds } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Choice, Form, SelectField, Switch, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf } from '#kit/figures.tsx';
import { SignaturePad } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { workWords } from '#client/work-words';
import { Refused, upload, type Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { AtTheDoor, MustKnow } from './AtTheDoor.tsx';
import { CarDrawing, firstPins, type Pin } from './CarDrawing.tsx';
import { words } from './words.ts';

type Draft = { odometerKm: string; socPct: string; keys: string; itemsLeft: string; statement: string; signerName: string; promised: string; lamps: string[]; keyKinds: (typeof keyKinds)[number][]; dashcamOff: boolean; signerRole: 'owner' | 'authorised'; authorisation: string; comeback: string; unsigned: boolean; unsignedWhy: string; pins: readonly Pin[] };

/** A draft by case that survives a closed tab. */
function useDraft(caseId: string, first: Draft): [Draft, (change: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void, () => void] {
  const place = `careloop.check-in.${caseId}`;
  const [draft, setDraft] = useState<Draft>(() => ({ ...first, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Draft>) }));
  useEffect(() => localStorage.setItem(place, JSON.stringify(draft)), [draft, place]);
  return [draft, (change) => setDraft((before) => ({ ...before, ...(typeof change === 'function' ? change(before) : change) })), () => localStorage.removeItem(place)];
}

function KeysOf({ draft, change }: { draft: Draft; change(more: Partial<Draft>): void }) {
  const w = useWords(words);
  return (
    <div className="k-stack">
      <div className="k-choice" role="group" aria-label={w.keyKind}>{keyKinds.map((kind) => <label key={kind}><input type="checkbox" checked={draft.keyKinds.includes(kind)} onChange={(event) => change({ keyKinds: event.target.checked ? [...draft.keyKinds, kind] : draft.keyKinds.filter((one) => one !== kind) })} />{w.keyNames[kind]}</label>)}</div>
      <Switch label={w.dashcam} on={draft.dashcamOff} onTurn={(dashcamOff) => change({ dashcamOff })} hint={w.dashcamHint} />
    </div>
  );
}

type Visit = { page: Out<'showCase'>; vehicle: Out<'showVehicle'>; appointmentId: string | null; booked: { endsAt: string; outletId: string } | undefined };

function Lamps({ draft, change }: { draft: Draft; change(more: Partial<Draft>): void }) {
  const names = useWords(workWords).lamp;
  return <div className="k-choice">{Object.entries(names).map(([code, name]) => <label key={code}><input type="checkbox" checked={draft.lamps.includes(code)} onChange={(event) => change({ lamps: event.target.checked ? [...draft.lamps, code] : draft.lamps.filter((one) => one !== code) })} />{name}</label>)}</div>;
}

/** Nobody there who could sign, and why. */
function Unsigned({ draft, change }: { draft: Draft; change(more: Partial<Draft>): void }) {
  const w = useWords(words);
  return <><label className="k-row"><input type="checkbox" checked={draft.unsigned} onChange={(event) => change({ unsigned: event.target.checked })} />{w.unsigned}</label>{draft.unsigned ? <TextField label={w.unsignedWhy} value={draft.unsignedWhy} onValue={(value) => change({ unsignedWhy: value })} /> : null}</>;
}

function CheckInForm({ page, vehicle, appointmentId, booked }: Visit) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const go = useNavigate();
  const me = useMe();
  const outlets = useAsk('listOutlets', {}, { enabled: appointmentId === null });
  const mine = me.outletIds;
  const choices = (outlets.data?.outlets ?? []).filter((one) => one.brandIds.includes(page.case.brandId) && (mine.length === 0 || mine.includes(one.id)));
  const [outletId, setOutletId] = useState('');
  const chosenOutlet = booked?.outletId ?? (outletId === '' ? (choices[0]?.id ?? '') : outletId);
  const arrival = useAsk('showArrival', { vehicleId: vehicle.vehicle.id, caseId: page.case.id, ...(chosenOutlet === '' ? {} : { outletId: chosenOutlet }) });
  const [draft, change, forget] = useDraft(page.case.id, {
    odometerKm: '', socPct: '', keys: '1', itemsLeft: '', lamps: [], keyKinds: ['fob'], dashcamOff: false, signerRole: 'owner', authorisation: '', comeback: '', unsigned: false, unsignedWhy: '', pins: firstPins(), signerName: vehicle.owner.name,
    statement: page.contacts.map((contact) => contact.words).filter((said) => said !== null).join('\n') || c.trouble[page.case.trouble], promised: booked !== undefined && new Date(booked.endsAt) > new Date() ? inputTime(new Date(booked.endsAt)) : '',
  });
  const [signatureFileId, setSignature] = useState<string | undefined>();
  const [signing, setSigning] = useState(false); // the stroke is on its way; nobody is taken in before it is kept
  const [clears, setClears] = useState(0);
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const act = useAct('checkIn');
  const refused = useFieldErrors(act.error, ['odometerKm', 'socPct', 'promisedAt', 'photos', 'statement', 'signerName', 'keys', 'authorisation', 'comebackOf', 'signature']);
  const error = (field: string): string | undefined => (tried && field in draft && (field === 'promised' ? promised : draft[field as 'keys']).trim() === '' ? w.fillIn : refused(field));
  const doubted = act.error instanceof Refused && act.error.code === 'odometerNeedsConfirming';
  const promised = draft.promised === '' && typeof arrival.data?.promise === 'string' ? inputTime(new Date(arrival.data.promise)) : draft.promised;
  const itself = arrival.data?.car ?? null;
  const [known, charge] = [itself?.odometerKm ?? null, itself?.socPct ?? null];
  const comebacks = (arrival.data?.comebacks ?? []).filter((one) => one.sameSystem);
  const linked = draft.comeback === '' ? (comebacks[0]?.workOrderId ?? 'no') : draft.comeback;
  const keepSignature = (picture: Blob | undefined): void => {
    if (picture === undefined) return;
    setSigning(true);
    void upload(picture).then(setSignature, signAgain).finally(() => setSigning(false));
  };
  const submit = (): void => (whole ? take() : setTried(true));
  const take = (): void => act.mutate({
    ...(appointmentId === null ? { caseId: page.case.id, outletId: chosenOutlet } : { appointmentId }), odometerKm: Number(draft.odometerKm), ...(confirmed ? { confirmOdometer: true } : {}), socPct: Number(draft.socPct), keys: Number(draft.keys),
    itemsLeft: draft.itemsLeft, warningLamps: draft.lamps, photos: draft.pins.flatMap(({ position, x, y, note, fileIds }) => fileIds.map((fileId) => ({ position, fileId, x, y, ...(note.trim() === '' ? {} : { note: note.trim() }) }))), statement: draft.statement.trim(), signerName: draft.signerName.trim(),
    ...(signatureFileId !== undefined ? { signatureFileId } : draft.unsigned && draft.unsignedWhy.trim() !== '' ? { unsignedWhy: draft.unsignedWhy.trim() } : {}), promisedAt: instantOf(promised), keyKinds: draft.keyKinds, dashcamOff: draft.dashcamOff, signerRole: draft.signerRole,
    ...(draft.signerRole === 'authorised' && draft.authorisation.trim() !== '' ? { authorisation: draft.authorisation.trim() } : {}), ...(linked === 'no' ? {} : { comebackOf: linked }),
  }, { onSuccess: (answer) => {
    forget();
    void go(links.workOrder(answer.workOrder.id), { replace: true });
  } });
  const signAgain = (): void => (setClears(clears + 1), setSignature(undefined));
  const whole = draft.odometerKm !== '' && draft.socPct !== '' && draft.statement.trim() !== '' && draft.signerName.trim() !== '' && promised !== '' && (appointmentId !== null || chosenOutlet !== '');
  return (
    <Form onSubmit={submit} label={w.checkIn}>
      {arrival.data === undefined ? null : <MustKnow arrival={arrival.data} />}
      {comebacks.length === 0 ? null : <Card title={w.comeback}><Choice label={w.comeback} hidden value={linked} onValue={(comeback) => change({ comeback })} options={[...comebacks.map((one) => ({ value: one.workOrderId, label: w.comebackOf(one.number, one.days) })), { value: 'no', label: w.notComeback }]} /><p className="k-muted">{w.comebackLead}</p>{error('comebackOf') === undefined ? null : <Notice tone="danger">{error('comebackOf')}</Notice>}</Card>}
      <Card title={`${vehicle.vehicle.plateNo ?? vehicle.vehicle.vin} · ${language === 'zh' ? vehicle.vehicle.modelName : vehicle.vehicle.modelNameEn} · ${vehicle.owner.name}`}><div className="k-stack">
        <div className="c-form">
          {appointmentId === null ? <SelectField label={w.chooseOutlet} value={chosenOutlet} onValue={setOutletId} options={choices.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} /> : null}
          <TextField label={w.odometer} inputMode="numeric" value={draft.odometerKm} onValue={(value) => change({ odometerKm: value.replaceAll(/\D/g, '') })} hint={known === null ? undefined : w.known(Math.round(known))} error={error('odometerKm')} />
          <TextField label={w.soc} inputMode="numeric" value={draft.socPct} onValue={(value) => change({ socPct: value.replaceAll(/\D/g, '') })} hint={charge === null ? undefined : w.knownSoc(Math.round(charge))} error={error('socPct')} />
          <TextField label={w.keys} inputMode="numeric" value={draft.keys} onValue={(value) => change({ keys: value.replaceAll(/\D/g, '') })} error={error('keys')} />
          <TextField label={w.promise} type="datetime-local" value={promised} onValue={(value) => change({ promised: value })} error={error('promised') ?? error('promisedAt')} />
        </div>
        {charge !== null && draft.socPct !== '' && Math.abs(Number(draft.socPct) - charge) > 10 ? <Notice tone="warn">{w.socDiffers}</Notice> : null}
        <KeysOf draft={draft} change={change} />
        {doubted ? <label className="k-row"><input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />{w.confirmKm}</label> : null}
      </div></Card>
      <Card title={w.lamps}>
        <Lamps draft={draft} change={change} />
      </Card>
      <Card title={w.photos}><CarDrawing pins={draft.pins} onPins={(more) => change(({ pins }) => ({ pins: more(pins) }))} />{error('photos') === undefined ? null : <Notice tone="danger">{error('photos')}</Notice>}</Card>
      <Card>
        <div className="k-stack">
          <TextArea label={w.statement} value={draft.statement} onValue={(value) => change({ statement: value })} error={error('statement')} />
          <TextField label={w.items} value={draft.itemsLeft} onValue={(value) => change({ itemsLeft: value })} />
          <Choice label={w.signerRole} value={draft.signerRole} onValue={(signerRole) => change({ signerRole })} options={[{ value: 'owner', label: w.signerOwner }, { value: 'authorised', label: w.signerAuthorised }]} />
          {draft.signerRole === 'authorised' ? <TextField label={w.authorisation} value={draft.authorisation} onValue={(value) => change({ authorisation: value })} error={error('authorisation')} /> : null}
          <TextField label={w.signer} value={draft.signerName} onValue={(value) => change({ signerName: value })} error={error('signerName')} />
          <div className="k-field"><span className="k-label">{w.sign}</span><SignaturePad label={w.sign} clears={clears} onSigned={keepSignature} /><div className="k-between"><span className="hint">{w.signHint}</span><Button small onClick={signAgain}>{w.clear}</Button></div>{error('signature') === undefined ? null : <span className="error" role="alert">{error('signature')}</span>}</div>
          <Unsigned draft={draft} change={change} />
        </div>
      </Card>
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending || signing}>{w.takeIn}</Button><span className="k-muted">{w.draft}</span></div>
    </Form>
  );
}

function WithVehicle({ page, appointmentId, booked }: Omit<Visit, 'vehicle'>) {
  const says = useSays();
  const vehicle = useAsk('showVehicle', { id: page.case.vehicleId });
  return <Answered of={vehicle} says={says} lines={8}>{(data) => <CheckInForm page={page} vehicle={data} appointmentId={appointmentId} booked={booked} />}</Answered>;
}

/** `/check-in?appointment=…` or, for a car that just came, `/check-in?case=…`. */
export function CheckIn() {
  const w = useWords(words);
  const says = useSays();
  const [params] = useSearchParams();
  const appointmentId = params.get('appointment');
  const appointment = useAsk('showAppointment', { appointmentId: appointmentId ?? '' }, { enabled: appointmentId !== null });
  const caseId = params.get('case') ?? appointment.data?.caseId ?? '';
  const page = useAsk('showCase', { caseId }, { enabled: caseId !== '' });
  return (
    <div className="c-page c-narrow">
      <Heading title={w.checkIn} lead={w.checkInLead} />
      {appointmentId === null && caseId === '' ? <AtTheDoor /> : appointment.error === null ? <Answered of={page} says={says} lines={10}>{(data) => <WithVehicle page={data} appointmentId={appointmentId} booked={appointment.data} />}</Answered> : <Notice tone="danger">{says(appointment.error)}</Notice>}
    </div>
  );
}
