// Taking a car in: odometer, charge, keys, lamps, photos by position, the owner's words and signature, the promise.
// What was typed is kept on the device until the car is in.
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { photoPositions } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf } from '#kit/figures.tsx';
import { PhotoPicker, SignaturePad } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { Refused, upload, type Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Draft = { odometerKm: string; socPct: string; keys: string; itemsLeft: string; statement: string; signerName: string; promised: string; lamps: string[] };
type Photos = Partial<Record<(typeof photoPositions)[number], string[]>>;

/** A draft by case that survives a closed tab. */
function useDraft(caseId: string, first: Draft): [Draft, (change: Partial<Draft>) => void, () => void] {
  const place = `careloop.check-in.${caseId}`;
  const [draft, setDraft] = useState<Draft>(() => ({ ...first, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Draft>) }));
  useEffect(() => localStorage.setItem(place, JSON.stringify(draft)), [draft, place]);
  return [draft, (change) => setDraft((before) => ({ ...before, ...change })), () => localStorage.removeItem(place)];
}

function PhotosByPosition({ onPhotos }: { onPhotos(change: Photos): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  return (
    <div className="c-photogrid">
      {photoPositions.map((position) => (
        <div key={position}><span className="k-muted">{v.photo[position]}</span>
          <PhotoPicker label={`${w.addPhoto} · ${v.photo[position]}`} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={3} upload={upload} onFiles={(fileIds) => onPhotos({ [position]: fileIds })} />
        </div>
      ))}
    </div>
  );
}

type Visit = { page: Out<'showCase'>; vehicle: Out<'showVehicle'>; appointmentId: string | null; endsAt: string | null };

function CheckInForm({ page, vehicle, appointmentId, endsAt }: Visit) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const go = useNavigate();
  const me = useMe();
  const outlets = useAsk('listOutlets', {}, { enabled: appointmentId === null });
  const state = useAsk('showVehicleState', { vin: vehicle.vehicle.vin });
  const mine = me.grants.flatMap((grant) => (grant.outlet === null ? [] : [grant.outlet.id]));
  const choices = (outlets.data?.outlets ?? []).filter((one) => one.brandIds.includes(page.case.brandId) && (mine.length === 0 || mine.includes(one.id)));
  const [outletId, setOutletId] = useState('');
  const soon = new Date(Math.ceil((Date.now() + 4 * 3_600_000) / 1_800_000) * 1_800_000);
  const [draft, change, forget] = useDraft(page.case.id, {
    odometerKm: '', socPct: '', keys: '1', itemsLeft: '', lamps: [], signerName: vehicle.owner.name,
    statement: page.contacts.map((contact) => contact.words).filter((said) => said !== null).join('\n') || c.trouble[page.case.trouble], promised: inputTime(endsAt !== null && new Date(endsAt) > new Date() ? new Date(endsAt) : soon),
  });
  const [photos, setPhotos] = useState<Photos>({});
  const [signatureFileId, setSignature] = useState<string | undefined>();
  const [clears, setClears] = useState(0);
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const act = useAct('checkIn');
  const refused = useFieldErrors(act.error, ['odometerKm', 'socPct', 'promisedAt', 'photos', 'statement', 'signerName', 'keys']);
  const error = (field: string): string | undefined => (tried && field in draft && draft[field as 'keys'].trim() === '' ? w.fillIn : refused(field));
  const doubted = act.error instanceof Refused && act.error.code === 'odometerNeedsConfirming';
  const known = state.data?.odometerKm ?? null;
  const chosenOutlet = outletId === '' ? (choices[0]?.id ?? '') : outletId;
  const submit = (): void => (whole ? take() : setTried(true));
  const take = (): void => act.mutate({
    ...(appointmentId === null ? { caseId: page.case.id, outletId: chosenOutlet } : { appointmentId }), odometerKm: Number(draft.odometerKm), ...(confirmed ? { confirmOdometer: true } : {}), socPct: Number(draft.socPct), keys: Number(draft.keys),
    itemsLeft: draft.itemsLeft, warningLamps: draft.lamps, photos: photoPositions.flatMap((position) => (photos[position] ?? []).map((fileId) => ({ position, fileId }))), statement: draft.statement.trim(), signerName: draft.signerName.trim(),
    ...(signatureFileId === undefined ? {} : { signatureFileId }), promisedAt: instantOf(draft.promised),
  }, { onSuccess: (answer) => {
    forget();
    void go(links.workOrder(answer.workOrder.id), { replace: true });
  } });
  const whole = draft.odometerKm !== '' && draft.socPct !== '' && draft.statement.trim() !== '' && draft.signerName.trim() !== '' && draft.promised !== '' && (appointmentId !== null || chosenOutlet !== '');
  return (
    <Form onSubmit={submit} label={w.checkIn}>
      <Card title={`${vehicle.vehicle.plateNo ?? vehicle.vehicle.vin} · ${language === 'zh' ? vehicle.vehicle.modelName : vehicle.vehicle.modelNameEn} · ${vehicle.owner.name}`}>
        <div className="c-form">
          {appointmentId === null ? <SelectField label={w.chooseOutlet} value={chosenOutlet} onValue={setOutletId} options={choices.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} /> : null}
          <TextField label={w.odometer} inputMode="numeric" value={draft.odometerKm} onValue={(value) => change({ odometerKm: value.replaceAll(/\D/g, '') })} hint={known === null ? undefined : w.known(Math.round(known))} error={error('odometerKm')} />
          <TextField label={w.soc} inputMode="numeric" value={draft.socPct} onValue={(value) => change({ socPct: value.replaceAll(/\D/g, '') })} error={error('socPct')} />
          <TextField label={w.keys} inputMode="numeric" value={draft.keys} onValue={(value) => change({ keys: value.replaceAll(/\D/g, '') })} error={error('keys')} />
          <TextField label={w.promise} type="datetime-local" value={draft.promised} onValue={(value) => change({ promised: value })} error={error('promised') ?? error('promisedAt')} />
        </div>
        {doubted ? <label className="k-row"><input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />{w.confirmKm}</label> : null}
      </Card>
      <Card title={w.lamps}>
        <div className="k-choice">{Object.entries(w.lampNames).map(([code, name]) => <label key={code}><input type="checkbox" checked={draft.lamps.includes(code)} onChange={(event) => change({ lamps: event.target.checked ? [...draft.lamps, code] : draft.lamps.filter((one) => one !== code) })} />{name}</label>)}</div>
      </Card>
      <Card title={w.photos}><PhotosByPosition onPhotos={(change) => setPhotos((before) => ({ ...before, ...change }))} />{error('photos') === undefined ? null : <Notice tone="danger">{error('photos')}</Notice>}</Card>
      <Card>
        <div className="k-stack">
          <TextArea label={w.statement} value={draft.statement} onValue={(value) => change({ statement: value })} error={error('statement')} />
          <TextField label={w.items} value={draft.itemsLeft} onValue={(value) => change({ itemsLeft: value })} />
          <TextField label={w.signer} value={draft.signerName} onValue={(value) => change({ signerName: value })} error={error('signerName')} />
          <div className="k-field"><span className="k-label">{w.sign}</span><SignaturePad label={w.sign} clears={clears} onSigned={(picture) => picture !== undefined && void upload(picture).then(setSignature)} /><div className="k-between"><span className="hint">{w.signHint}</span><Button small onClick={() => {
            setClears(clears + 1);
            setSignature(undefined);
          }}>{w.clear}</Button></div></div>
        </div>
      </Card>
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending}>{w.takeIn}</Button><span className="k-muted">{w.draft}</span></div>
    </Form>
  );
}

function WithVehicle({ page, appointmentId, endsAt }: Omit<Visit, 'vehicle'>) {
  const says = useSays();
  const vehicle = useAsk('showVehicle', { id: page.case.vehicleId });
  return <Answered of={vehicle} says={says} lines={8}>{(data) => <CheckInForm page={page} vehicle={data} appointmentId={appointmentId} endsAt={endsAt} />}</Answered>;
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
      {appointment.error === null ? <Answered of={page} says={says} lines={10}>{(data) => <WithVehicle page={data} appointmentId={appointmentId} endsAt={appointment.data?.endsAt ?? null} />}</Answered> : <Notice tone="danger">{says(appointment.error)}</Notice>}
    </div>
  );
}
