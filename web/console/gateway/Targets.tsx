// The platforms that are owed data: how their lines are, and the daily proof of completeness.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Table, type Column } from '../shell/Table.tsx';
import { useBrandName } from './BrandBoxes.tsx';
import { TargetForm } from './TargetForm.tsx';
import { words } from './words.ts';

type Target = Out<'listForwardTargets'>['targets'][number];
type Sums = { due: number; acknowledged: number; late: number; refused: number; expired: number; waiting: number };

function SumCells({ of }: { of: Sums }) {
  const w = useWords(words);
  const missing = of.due - of.acknowledged;
  return <><td className="num">{of.due}</td><td className="num">{of.acknowledged}</td><td className="num">{of.late}</td><td className="num">{of.refused}</td><td className="num">{of.expired}</td><td className="num">{of.waiting}</td><td className="num">{missing === 0 ? <Tag tone="good">{w.complete}</Tag> : <Tag tone={of.waiting === missing ? 'warn' : 'danger'}>{missing}</Tag>}</td></>;
}
/** What a day or a car was owed, as columns. */
function useSums(): Column[] {
  const w = useWords(words);
  return [w.due, w.acknowledged, w.late, w.refusedRecords, w.expired, w.still, w.missing].map((label) => ({ label, num: true }));
}

function DayProof({ targetId, onDay }: { targetId: string; onDay: string }) {
  const w = useWords(words);
  const says = useSays();
  const sums = useSums();
  const proof = useAsk('forwardProof', { targetId, onDay }, { topics: ['forwarding'], keep: true });
  return (
    <>
      <div className="k-between"><h3>{w.proofOf(onDay)}</h3><a className="k-button" data-small="true" href={`/api/forwarding/targets/${targetId}/proof.csv?onDay=${onDay}`} download={`proof-${onDay}.csv`}>{w.csv}</a></div>
      <Answered of={proof} says={says} lines={3}>{(data) => (
        <div className="c-turned">
          <Table label={w.proofOf(onDay)} columns={['VIN', ...sums]}>{data.vehicles.map((one) => <tr key={one.vin}><td className="k-number">{one.vin}</td><SumCells of={one} /></tr>)}</Table>
          {data.more ? <p className="k-muted" style={{ padding: 12 }}>{w.more}</p> : null}
        </div>
      )}</Answered>
    </>
  );
}

function Proof({ target, close }: { target: Target; close(): void }) {
  const w = useWords(words);
  const says = useSays();
  const sums = useSums();
  const days = useAsk('forwardDays', { targetId: target.id, days: 14 }, { topics: ['forwarding'], keep: true });
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <Card title={`${w.proof} · ${target.name}`} aside={<Button small onClick={close}>{w.close}</Button>}>
      <Answered of={days} says={says} lines={3}>{(data) => {
        const onDay = chosen ?? data.days[0]?.onDay;
        return onDay === undefined ? <p className="k-muted">{w.noDays}</p> : (
          <div className="k-stack">
            <Table label={w.proof} columns={[w.day, { label: w.vehicles, num: true }, ...sums]}>{data.days.map((one) => <tr key={one.onDay} data-on={one.onDay === onDay}><td><Button kind="quiet" small onClick={() => setChosen(one.onDay)}>{one.onDay}</Button></td><td className="num">{one.vehicles}</td><SumCells of={one} /></tr>)}</Table>
            <DayProof targetId={target.id} onDay={onDay} />
          </div>
        );
      }}</Answered>
    </Card>
  );
}

function Line({ target }: { target: Target }) {
  const w = useWords(words);
  if (!target.enabled) return <Tag>{w.off}</Tag>;
  return (
    <>
      <Tag tone={target.link === 'up' ? 'good' : target.link === 'loggingIn' ? 'info' : 'danger'}>{w.links[target.link]}</Tag>
      {target.link === 'up' ? null : <> <small>{target.lastFailure === null ? '' : w.failure[target.lastFailure]}{target.nextTryAt === null ? null : <> · {w.nextTry} <When at={target.nextTryAt} /></>}</small></>}
    </>
  );
}

export function Targets() {
  const w = useWords(words);
  const brandName = useBrandName();
  const says = useSays();
  const targets = useAsk('listForwardTargets', {}, { topics: ['forwarding'], everyMs: 15_000 });
  const [open, setOpen] = useState<Target | 'new' | undefined>();
  const [proofOf, setProofOf] = useState<string | undefined>();
  const proved = targets.data?.targets.find((one) => one.id === proofOf);
  return (
    <>
      <Card title={w.targets} aside={<Button small onClick={() => setOpen('new')}>{w.addTarget}</Button>}>
        <p className="k-muted">{w.targetsLead}</p>
        <Answered of={targets} says={says} lines={2}>{(data) => data.targets.length === 0 ? <p className="k-muted">{w.noTargets}</p> : (
          <Table label={w.targets} columns={[w.name, w.host, w.cars, w.link, { label: w.still, num: true }, { label: w.change, hidden: true }]}>{data.targets.map((one) => (
            <tr key={one.id}><td><strong>{one.name}</strong></td><td className="k-number">{one.host}:{one.port}{one.tls ? ' · TLS' : ''}</td><td>{[...one.brandIds.map(brandName), ...one.platePrefixes].join(' · ') || w.allCars}</td><td><span><Line target={one} /></span></td><td className="num"><span>{one.waiting}{one.oldestWaitingAt === null ? null : <> <small><When at={one.oldestWaitingAt} /></small></>}{one.unread === 0 ? null : <> <small>{w.unread(one.unread)}</small></>}</span></td>
              <td><span className="c-inline"><Button small onClick={() => setProofOf(one.id)}>{w.proof}</Button><Button small onClick={() => setOpen(one)}>{w.change}</Button></span></td></tr>
          ))}</Table>
        )}</Answered>
        <Dialog open={open !== undefined} onClose={() => setOpen(undefined)} title={open === 'new' || open === undefined ? w.addTarget : open.name}><TargetForm before={open === 'new' ? undefined : open} onDone={() => setOpen(undefined)} /></Dialog>
      </Card>
      {proved === undefined ? null : <Proof key={proved.id} target={proved} close={() => setProofOf(undefined)} />}
    </>
  );
}
