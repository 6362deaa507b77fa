// Asking somebody to come: what for, where, when. Only work that may be done outside is shown.
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { clockTime, dayName, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { words } from './words.ts';

type Kind = 'homeVisit' | 'pickUp';

/** When somebody can come, as buttons; `moving` is the visit that gets another time. */
export function Times({ asked, chosen, choose }: { asked: { vehicleId: string; kind: Kind; operations: string[]; lon: number; lat: number; moving?: string }; chosen: string; choose(at: string): void }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { operations, ...rest } = asked;
  const times = useAsk('findVisitTimes', { ...rest, ...(operations.length === 0 ? {} : { operations }), days: 4 }, { topics: ['dispatch'], keep: true });
  return (
    <Answered of={times} says={says}>{(data) => {
      if (data.outletId === null) return <Notice tone="warn">{w.noVan}</Notice>;
      if (data.notOutside.length > 0) return <Notice tone="warn">{w.notOutside(data.notOutside.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(mark.comma))}</Notice>;
      return (
        <div className="k-stack">{data.priceFen === null ? null : <p>{w.price(yuan(data.priceFen))}</p>}{data.days.map((day) => (
          <div key={day.onDay}>
            <strong>{dayName(`${day.onDay}T12:00:00+08:00`, language)}</strong>{day.refused === null ? null : <span className="k-muted"> {w.refused[day.refused]}</span>}
            <div className="k-row">{day.windows.map((one) => <Button key={one.fromAt} kind={chosen === one.fromAt ? 'primary' : 'plain'} aria-pressed={chosen === one.fromAt} onClick={() => choose(one.fromAt)}>{clockTime(one.fromAt, language)}–{clockTime(one.untilAt, language)}</Button>)}</div>
          </div>
        ))}</div>
      );
    }}</Answered>
  );
}

export function Come() {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { vehicleId = '' } = useParams();
  const [params] = useSearchParams();
  const go = useNavigate();
  const vehicles = useAsk('listMyVehicles', {});
  const vehicle = vehicles.data?.vehicles.find((one) => one.id === vehicleId);
  const prices = useAsk('showPriceList', { brandId: vehicle?.brandId ?? '', ...(vehicle === undefined ? {} : { modelId: vehicle.modelId }) }, { enabled: vehicle !== undefined });
  const state = useAsk('showVehicleState', { vin: vehicle?.vin ?? '' }, { enabled: vehicle !== undefined });
  const [kind, setKind] = useState<Kind>('homeVisit');
  const [operations, setOperations] = useState<string[]>([]);
  const [address, setAddress] = useState('');
  const [fromAt, setFromAt] = useState('');
  const act = useAct('askVisit');
  const caseId = params.get('case');
  const place = state.data === undefined || state.data.lon === null || state.data.lat === null ? undefined : { lon: state.data.lon, lat: state.data.lat };
  const ready = place !== undefined && (kind === 'pickUp' || operations.length > 0);
  return (
    <>
      <Head title={w.title} />
      <Card>
        <Form label={w.title} onSubmit={() => place === undefined ? undefined : act.mutate({ vehicleId, kind, operations: kind === 'pickUp' ? [] : operations, place: { ...place, address }, fromAt, ...(caseId === null ? {} : { caseId }) }, { onSuccess: () => {
          say(w.asked);
          go(links.home());
        } })}>
          <Choice label={w.what} value={kind} onValue={(value: Kind) => setKind(value)} options={(['homeVisit', 'pickUp'] as const).map((value) => ({ value, label: w.kind[value] }))} />
          {kind === 'pickUp' ? null : (
            <fieldset className="k-stack"><legend>{w.jobs}</legend>{(prices.data?.operations ?? []).filter((one) => one.mobile).map((one) => (
              <label key={one.code}><input type="checkbox" checked={operations.includes(one.code)} onChange={(event) => setOperations(event.target.checked ? [...operations, one.code] : operations.filter((code) => code !== one.code))} /> {language === 'zh' ? one.name : one.nameEn}</label>
            ))}</fieldset>
          )}
          {place === undefined ? (state.isPending ? null : <Notice tone="warn">{w.noPosition}</Notice>) : <p className="k-muted">{w.position}{mark.colon}{w.fromCar}</p>}
          <TextField label={w.where} value={address} onValue={setAddress} />
          {ready ? <><strong>{w.when}</strong><Times asked={{ vehicleId, kind, operations: kind === 'pickUp' ? [] : operations, ...place }} chosen={fromAt} choose={setFromAt} /></> : null}
          {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
          <Button type="submit" kind="primary" wide busy={act.isPending} disabled={!ready || address.trim() === '' || fromAt === ''}>{w.ask}</Button>
        </Form>
      </Card>
    </>
  );
}
