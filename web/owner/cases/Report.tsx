// Reporting a problem in one's own words, with photos and place. The draft survives a reload, with the photos that arrived.
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { upload } from '#client/client';
import { useFieldErrors } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { Emergency } from '../Offline.tsx';
import { words } from './words.ts';

type PlaceKind = 'motorway' | 'tunnel' | 'roadside' | 'home' | 'garage' | 'chargingStation' | 'elsewhere';
const draftAt = 'careloop.report';
type Draft = { text: string; place: PlaceKind | undefined; where: string; fileIds: readonly string[]; car: string };
const empty: Draft = { text: '', place: undefined, where: '', fileIds: [], car: '' };
const kept = (): Draft => {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(draftAt) ?? '{}') as object) };
  } catch {
    return empty;
  }
};

export function Report() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const go = useNavigate();
  const vehicles = useAsk('listMyVehicles', {});
  const { language } = useLanguage();
  const [asked] = useSearchParams();
  const [draft, setDraft] = useState(kept);
  const report = useAct('reportTrouble');
  const error = useFieldErrors(report.error, ['words', 'place']);
  useEffect(() => sessionStorage.setItem(draftAt, JSON.stringify(draft)), [draft]);
  const mine = vehicles.data?.vehicles ?? [];
  const car = (mine.find((one) => one.id === draft.car) ?? mine.find((one) => one.id === asked.get('car')) ?? mine[0])?.id ?? ''; // the one that was looked at
  const submit = (): void => report.mutate({
    vehicleId: car, words: draft.text, fileIds: [...draft.fileIds], ...(draft.place === undefined && draft.where === '' ? {} : { place: { ...(draft.place === undefined ? {} : { kind: draft.place }), ...(draft.where === '' ? {} : { words: draft.where }) } }),
  }, { onSuccess: (answer) => {
    sessionStorage.removeItem(draftAt);
    say(answer.joined ? w.joined : w.opened(answer.number));
    void go(links.case(answer.caseId), { replace: true });
  } });
  const places: PlaceKind[] = ['home', 'garage', 'chargingStation', 'roadside', 'motorway', 'tunnel', 'elsewhere'];
  return (
    <>
      <Head title={w.report} />
      <div className="o-cols">
      <div><Card>
        <Form onSubmit={submit} label={w.report}>
          {mine.length > 1 ? <SelectField label={w.car} value={car} onValue={(id) => setDraft({ ...draft, car: id })} options={mine.map((one) => ({ value: one.id, label: `${language === 'zh' ? one.modelName : one.modelNameEn} · ${one.plateNo ?? one.vin}` }))} /> : null}
          <TextArea label={w.what} hint={w.whatHint} value={draft.text} onValue={(text) => setDraft({ ...draft, text })} error={error('words')} maxLength={2000} />
          <Choice<PlaceKind> label={w.where} value={draft.place} onValue={(place) => setDraft({ ...draft, place })} options={places.map((value) => ({ value, label: c.place[value] }))} />
          <TextField label={w.whereWords} value={draft.where} onValue={(where) => setDraft({ ...draft, where })} />
          <div className="k-field"><span className="k-label">{w.photos}</span><PhotoPicker label={w.addPhoto} removeLabel={w.removePhoto} failedLabel={w.photoFailed} first={draft.fileIds} upload={upload} onFiles={(fileIds) => setDraft((before) => ({ ...before, fileIds }))} /></div>
          {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
          <Button type="submit" kind="primary" wide busy={report.isPending} disabled={draft.text.trim() === '' || car === ''}>{w.send}</Button>
          {draft.text === '' ? null : <p className="k-muted">{w.kept}</p>}
        </Form>
      </Card></div>
      <aside><Card title={w.danger}><p className="k-muted">{w.dangerLead}</p><Emergency /></Card></aside>
      </div>
    </>
  );
}
