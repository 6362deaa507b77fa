// The evidence pack of a car for staff: as it stands now, or as it was issued; issued with hash and code, printed on A4.
import { useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { EvidenceSheet } from '../../sheets/EvidenceSheet.tsx';
import { sheetWords } from '../../sheets/words.ts';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';

export const verifyUrl = (code: string): string => `${location.origin}/verify?e=${code}`;

export function EvidencePack() {
  const { vehicleId = '' } = useParams();
  const s = useWords(sheetWords);
  const says = useSays();
  const { may } = useMe();
  const [params, setParams] = useSearchParams();
  const code = params.get('code') ?? '';
  const page = useAsk('showEvidencePack', { vehicleId, ...(code === '' ? {} : { code }) }, { topics: ['warranty', 'workorders'] });
  const issue = useAct('issueEvidencePack');
  const issues = may('adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor');
  return (
    <div className="c-page">
      <title>{`${s.pack} · CareLoop`}</title>
      <header className="s-tools"><h1>{s.pack}</h1>
        <span className="c-filters">
          {(page.data?.earlier.length ?? 0) === 0 ? null : <select className="k-input" aria-label={s.issuedBefore} value={code} onChange={(event) => setParams(event.target.value === '' ? {} : { code: event.target.value }, { replace: true })}><option value="">{s.now}</option>{page.data?.earlier.map((one) => <option key={one.code} value={one.code}>{one.code}</option>)}</select>}
          {issues && code === '' ? <Button kind="primary" busy={issue.isPending} onClick={() => issue.mutate({ vehicleId }, { onSuccess: (issued) => setParams({ code: issued.code }, { replace: true }) })}>{s.issue}</Button> : null}
          <Button onClick={() => print()}>{s.print}</Button>
        </span>
      </header>
      <Stale error={issue.error} />
      <Answered of={page} says={says} lines={14}>{(data) => <>{data.issued === null ? null : <p className="k-muted s-tools">{s.issued} <When at={data.issued.issuedAt} /> · {data.issued.issuedBy}</p>}<EvidenceSheet shown={data} verifyUrl={verifyUrl} /></>}</Answered>
    </div>
  );
}
