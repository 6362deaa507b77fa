// Where I wait in line: my place, and a time that is kept for me until when.
import { useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { When, dayName } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { words } from './words.ts';

type Place = Out<'myWaiting'>['waiting'][number];

function One({ place, car }: { place: Place; car: { plateNo: string | null; modelName: string; modelNameEn: string } | undefined }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const go = useNavigate();
  const [take, leave] = [useAct('takeOffer'), useAct('leaveWaiting')];
  const error = take.error ?? leave.error;
  const at = { waitingId: place.id, version: place.version };
  const days = place.fromOn === place.toOn ? dayName(place.fromOn, language) : `${dayName(place.fromOn, language)} – ${dayName(place.toOn, language)}`;
  return (
    <div className="k-stack">
      <div>{car === undefined ? null : <>{car.plateNo ?? (language === 'zh' ? car.modelName : car.modelNameEn)} · </>}<strong>{language === 'zh' ? place.outletName : place.outletNameEn}</strong><br /><span className="k-muted">{place.operations.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(language === 'zh' ? '、' : ', ')} · {days}</span></div>
      {place.offerStartsAt === null || place.offerUntil === null ? <p>{place.place === null ? '' : w.yourPlace(place.place)}</p> : <Notice tone="good"><strong><When at={place.offerStartsAt} /></strong><br />{w.keptUntil} <When at={place.offerUntil} /></Notice>}
      {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      <div className="k-row">
        {place.state === 'offered' ? <Button kind="primary" busy={take.isPending} onClick={() => take.mutate(at, { onSuccess: (booked) => {
          say(w.done);
          void go(links.case(booked.caseId));
        } })}>{w.takeIt}</Button> : null}
        <Button kind="quiet" busy={leave.isPending} onClick={() => leave.mutate(at)}>{w.leave}</Button>
      </div>
    </div>
  );
}

/** Where this car waits, and any time that is offered to another car of mine: an offer ends, whatever is being looked at. */
export function Waiting({ vehicleId, cars }: { vehicleId: string; cars: readonly { id: string; plateNo: string | null; modelName: string; modelNameEn: string }[] }) {
  const w = useWords(words);
  const waiting = useAsk('myWaiting', {}, { topics: ['appointments'] });
  const here = (waiting.data?.waiting ?? []).filter((one) => one.state === 'offered' || (one.state === 'waiting' && one.vehicleId === vehicleId));
  if (here.length === 0) return null;
  return <Card title={w.waiting}>{here.map((one) => <One key={one.id} place={one} car={cars.length > 1 ? cars.find((car) => car.id === one.vehicleId) : undefined} />)}</Card>;
}

/** A day without a free time can be waited for. */
export function WaitForDay({ vehicleId, outletId, operations, onDay, caseId }: { vehicleId: string; outletId: string; operations: string[]; onDay: string; caseId?: string | undefined }) {
  const w = useWords(words);
  const says = useSays();
  const join = useAct('joinWaiting');
  if (join.data !== undefined) return <Notice tone="good">{join.data.place === null ? w.joined : `${w.joined} ${w.yourPlace(join.data.place)}`}</Notice>;
  return (
    <div className="k-stack">
      <p className="k-muted">{w.waitLead}</p>
      {join.error === null ? null : <Notice tone="danger">{says(join.error)}</Notice>}
      <Button busy={join.isPending} onClick={() => join.mutate({ vehicleId, outletId, operations, fromOn: onDay, toOn: onDay, ...(caseId === undefined ? {} : { caseId }) })}>{w.wait}</Button>
    </div>
  );
}
