// My papers: the evidence pack of my car and the certificate of the three guarantees, as sheets to print or keep as a file.
import { useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { CertificateSheet } from '../../sheets/CertificateSheet.tsx';
import { EvidenceSheet } from '../../sheets/EvidenceSheet.tsx';
import { sheetWords } from '../../sheets/words.ts';
import { Head } from '../Head.tsx';

const verifyUrl = (code: string): string => `${location.origin}/verify?e=${code}`;

export function MyEvidence() {
  const { vehicleId = '' } = useParams();
  const s = useWords(sheetWords);
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const code = params.get('code') ?? '';
  const page = useAsk('showEvidencePack', { vehicleId, ...(code === '' ? {} : { code }) }, { topics: ['warranty', 'workorders'] });
  const issue = useAct('issueEvidencePack');
  return (
    <div className="o-stack">
      <Head title={s.pack} />
      <div className="k-row s-tools">{code === '' ? <Button kind="primary" busy={issue.isPending} onClick={() => issue.mutate({ vehicleId }, { onSuccess: (issued) => setParams({ code: issued.code }, { replace: true }) })}>{s.issue}</Button> : null}<Button onClick={() => print()}>{s.print}</Button>{code === '' ? null : <Button onClick={() => setParams({}, { replace: true })}>{s.now}</Button>}</div>
      {issue.error === null ? null : <Notice tone="danger">{says(issue.error)}</Notice>}
      <Answered of={page} says={says} lines={12}>{(data) => <EvidenceSheet shown={data} verifyUrl={verifyUrl} />}</Answered>
    </div>
  );
}

export function MyCertificate() {
  const { vehicleId = '' } = useParams();
  const s = useWords(sheetWords);
  const says = useSays();
  const page = useAsk('showCertificate', { vehicleId }, { topics: ['warranty'] });
  const guarantees = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty'] });
  return (
    <div className="o-stack">
      <Head title={s.certTitle} />
      <Answered of={page} says={says} lines={10}>{({ certificate }) => (certificate === null ? <Card><p>{s.noCertificate}</p></Card> : <><div className="k-row s-tools"><Button onClick={() => print()}>{s.print}</Button></div><CertificateSheet certificate={certificate} guarantees={guarantees.data} /></>)}</Answered>
    </div>
  );
}
