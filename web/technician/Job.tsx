// A car in the workshop on the phone: its clock, its packet, what is coded by software, what was found, what experts say, the test drive, and when it is
// done. All of it works without a network.
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, TextArea, TextField } from '#kit/field.tsx';
import { Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { Coding } from './Coding.tsx';
import { Clock, Drive, Inspection } from './Clock.tsx';
import type { Colleague } from './day.ts';
import { DeedRow } from './DeedRow.tsx';
import { useDeed } from './deeds.ts';
import { useToday } from './Frame.tsx';
import { Experts, Packet, useWaiting } from './Packet.tsx';
import { asIfSent, known, onChange, type Order } from './queue.ts';
import { useTyped } from './typed.ts';
import { words } from './words.ts';

/** What the phone keeps under a key: undefined until it was read, null when there is nothing. */
function useKept<T>(key: string): T | null | undefined {
  const [value, setValue] = useState<T | null | undefined>(undefined);
  useEffect(() => {
    const read = (): void => void known<T>(key).then((kept) => setValue(kept?.value ?? null), () => setValue(null));
    read();
    return onChange(read);
  }, [key]);
  return value;
}

function Findings({ page, deed }: { page: Order; deed: ReturnType<typeof useDeed> }) {
  const w = useWords(words);
  const { deeds, me } = useToday();
  const [said, setSaid, noted] = useTyped(`findings.${page.workOrder.id}`, {
    complaint: page.diagnosis?.complaint ?? page.checkIn.statement.slice(0, 1000), cause: page.diagnosis?.cause ?? '', correction: page.diagnosis?.correction ?? '', codes: (page.diagnosis?.faultCodes ?? []).join(' '), hours: page.diagnosis?.spentCentihours === undefined ? '' : String(page.diagnosis.spentCentihours / 100),
  });
  const waiting = useWaiting(page.workOrder.id, 'recordDiagnosis').length > 0;
  const now = asIfSent(page, deeds, me?.id ?? '');
  const time = page.lines.find((line) => line.code === 'DIAGNOSIS-TIME');
  const paid = time === undefined ? w.diagnosisTime.none : time.answer === 'approved' ? w.diagnosisTime.agreed : time.answer === 'declined' ? w.diagnosisTime.declined : w.diagnosisTime.waits;
  const [done, setDone, finished] = useTyped(`done.${page.workOrder.id}`, '');
  const { codes, hours, ...text } = said;
  const at = { workOrderId: page.workOrder.id };
  const faultCodes = [...new Set(codes.toUpperCase().split(/[\s,，、]+/).filter((code) => /^[A-Z0-9-]{2,20}$/.test(code)))];
  const spent = Math.round(Number(hours) * 20) * 5;
  const wrong = hours.trim() !== '' && (!Number.isFinite(spent) || spent < 5 || spent > 2_000);
  const whole = Object.values(text).every((one) => one.trim() !== '') && !wrong;
  return (
    <>
      <Card title={w.findings} aside={waiting ? <Tag tone="warn">{w.unsent}</Tag> : undefined}><Form label={w.findings} onSubmit={() => void deed.act('recordDiagnosis', { ...at, ...text, ...(faultCodes.length === 0 ? {} : { faultCodes }), ...(hours.trim() === '' ? {} : { spentCentihours: spent }) }).then((kept) => kept && noted())}>
        <TextArea label={w.complaint} value={text.complaint} onValue={(complaint) => setSaid({ ...said, complaint })} maxLength={1000} /><TextArea label={w.cause} value={text.cause} onValue={(cause) => setSaid({ ...said, cause })} maxLength={1000} /><TextArea label={w.correction} value={text.correction} onValue={(correction) => setSaid({ ...said, correction })} maxLength={1000} />
        <TextField label={w.codes} value={codes} autoCapitalize="characters" onValue={(value) => setSaid({ ...said, codes: value })} /><TextField label={w.spent} inputMode="decimal" value={hours} onValue={(value) => setSaid({ ...said, hours: value })} hint={w.spentHint} error={wrong ? w.spentHint : undefined} />
        {page.diagnosis?.spentCentihours === undefined && time === undefined ? null : <p><strong>{(page.diagnosis?.spentCentihours ?? time?.labourCentihours ?? 0) / 100} h</strong> <Tag tone={time?.answer === 'approved' ? 'good' : time === undefined ? 'plain' : 'warn'}>{paid}</Tag></p>}
        <Button type="submit" wide busy={deed.busy} disabled={!whole}>{w.saveFindings}</Button>
      </Form></Card>
      {now.state !== 'inProgress' ? null : now.locked ? <Card title={w.finish}><Notice tone="warn">{w.releaseFirst}</Notice></Card> : <Card title={w.finish}><Form label={w.finish} onSubmit={() => void deed.act('finishWork', { ...at, note: done }).then((kept) => {
        if (!kept) return;
        setDone('');
        finished();
      })}>
        <TextArea label={w.doneNote} value={done} onValue={setDone} maxLength={1000} /><Button type="submit" kind="primary" wide busy={deed.busy} disabled={done.trim() === ''}>{w.finish}</Button>
      </Form></Card>}
    </>
  );
}

export function Job() {
  const w = useWords(words);
  const { workOrderId = '' } = useParams();
  const page = useKept<Order>(`order:${workOrderId}`);
  const colleagues = useKept<Colleague[]>(`people:${page?.workOrder.outletId ?? ''}`) ?? [];
  const { me, deeds } = useToday();
  const stopped = deeds.filter((one) => one.of.id === workOrderId && one.stopped !== null);
  const deed = useDeed({ kind: 'order', id: workOrderId, label: page?.workOrder.plateNo ?? page?.workOrder.number ?? '' });
  if (page === undefined) return null;
  if (page === null) return <Empty icon="file" title={w.notOnPhone} />;
  const own = me?.id ?? '';
  return (
    <>
      <h1>{page.workOrder.plateNo ?? page.workOrder.number} <small>{page.workOrder.number}</small></h1>
      {deed.failed === undefined ? null : <Notice tone="danger">{deed.failed}</Notice>}
      {stopped.length === 0 ? null : <ul className="t-jobs">{stopped.map((one) => <DeedRow key={one.key} deed={one} />)}</ul>}
      <Clock page={page} me={own} deed={deed} colleagues={colleagues} />
      <Inspection page={page} me={own} deed={deed} />
      <Packet page={page} deed={deed} />
      <Coding page={page} deed={deed} />
      <Findings key={page.workOrder.id} page={page} deed={deed} />
      <Drive key={`d${page.testDrives.length}`} page={page} deed={deed} />
      <Experts page={page} deed={deed} />
    </>
  );
}
