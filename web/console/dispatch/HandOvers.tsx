// A car that is fetched or brought, as the outlet sees it: the code that its people say to the driver, new codes when one was tried too
// often, and what was kept at both ends.
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { When } from '#kit/figures.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { words } from './words.ts';

export function HandOvers({ jobId }: { jobId: string }) {
  const w = useWords(words);
  const says = useSays();
  const visit = useAsk('showVisit', { jobId }, { topics: ['dispatch'] });
  const renew = useAct('renewCodes');
  return (
    <Answered of={visit} says={says} lines={2}>{(data) => (
      <div className="k-stack">
        {(['pickup', 'delivery'] as const).map((end) => {
          const code = data.codes[end];
          const over = data.handOvers[end];
          if (code === undefined && over === undefined) return null;
          return over === undefined ? <Notice key={end}><strong>{w.code} <span className="k-number">{code}</span></strong><br /><span className="k-muted">{w.codesLead}</span></Notice>
            : <div key={end}><p><strong>{w.end[end]}</strong> {w.handed(over.odometerKm, over.socPct)} · {over.by} · <When at={over.at} />{over.why === null ? '' : ` · ${over.why}`}</p><Pictures urls={over.photoIds.map((id) => `/api/dispatch/jobs/${jobId}/photos/${id}`)} label={w.photos} closeLabel={w.close} /></div>;
        })}
        <Stale error={renew.error} />
        {data.endedAt !== null || data.handOvers.delivery !== undefined ? null : <Button small busy={renew.isPending} onClick={() => renew.mutate({ jobId, version: data.version }, { onSuccess: () => say(w.renewed) })}>{w.renew}</Button>}
      </div>
    )}</Answered>
  );
}
