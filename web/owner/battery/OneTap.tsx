// One tap to the right visit: the job that answers the finding, at the first true slot near by, with the certified people and parts
// that a slot stands for.
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { whenWords } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { words } from './words.ts';

type Props = { vehicleId: string; operations: string[]; caseId: string | undefined; stage: string | undefined };

export function OneTap({ vehicleId, operations, caseId, stage }: Props) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const outlets = useAsk('suggestOutlets', { vehicleId, operations }, { enabled: stage !== 'booked' });
  const names = useAsk('suggestOperations', { vehicleId, ...(caseId === undefined ? {} : { caseId }) });
  const act = useAct('bookAppointment');
  if (stage === 'booked') return <Notice tone="good"><strong>{w.booked}</strong>{caseId === undefined ? null : <> · <Link to={links.case(caseId)}>{w.toCase}</Link></>}</Notice>;
  const near = outlets.data?.outlets.find((one) => one.firstSlot !== null);
  const jobs = operations.map((code) => names.data?.operations.find((one) => one.code === code)).filter((one) => one !== undefined);
  const book = (): void => {
    if (near?.firstSlot == null) return;
    act.mutate({ vehicleId, outletId: near.id, operations, startsAt: near.firstSlot.startsAt, ...(caseId === undefined ? {} : { caseId }) }, { onSuccess: () => say(w.booked) });
  };
  return (
    <section className="k-card o-onetap k-stack">
      <h2>{jobs.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(' + ') || w.oneTap}</h2>
      {jobs.map((one) => <p key={one.code} className="k-muted">{language === 'zh' ? one.what : one.whatEn}</p>)}
      {outlets.data === undefined ? (outlets.error === null ? <p className="k-muted">{w.finding}</p> : <Notice tone="danger">{says(outlets.error)}</Notice>) : near?.firstSlot == null ? <Notice tone="warn">{w.noSlot}</Notice> : (
        <>
          <p className="o-meta"><strong>{w.at(whenWords(near.firstSlot.startsAt, language), language === 'zh' ? near.name : near.nameEn)}</strong><span><Icon name="shield" size={16} /> {w.certified}</span></p>
          <Button kind="primary" wide busy={act.isPending} onClick={book}>{w.oneTap}</Button>
        </>
      )}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Link className="o-link" to={links.book(vehicleId, caseId)}>{w.other}</Link>
    </section>
  );
}
