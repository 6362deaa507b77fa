// How the line to the vehicles is: gateways, the stream, platforms that log in, targets that are owed data, addresses shut
// out, frames turned away, and vehicles that nobody knows.
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Dialects } from './Dialects.tsx';
import { Keys } from './Keys.tsx';
import { Platforms } from './Platforms.tsx';
import { Targets } from './Targets.tsx';
import { reasonWords } from './reason-words.ts';
import { words } from './words.ts';

const reasonsOf = (counts: readonly { reason: string; count: number }[], names: Record<string, string>): string => counts.map((one) => `${names[one.reason] ?? one.reason} ${one.count}`).join(' · ');

function Stream() {
  const w = useWords(words);
  const { reasons } = useWords(reasonWords);
  const says = useSays();
  const state = useAsk('telemetryState', {}, { everyMs: 4_000 });
  return (
    <Answered of={state} says={says}>
      {(now) => (
        <div className="c-grid">
          <Card title={w.stream}><dl className="c-facts"><dt>{w.online}</dt><dd>{now.vehiclesOnline}</dd><dt>{w.known}</dt><dd>{now.vehiclesKnown}</dd><dt>{w.unknownCount}</dt><dd>{now.unknownVehicles}</dd><dt>{w.waiting}</dt><dd className="k-number">{now.framesWaiting.toLocaleString('en-US')}</dd><dt>{w.position}</dt><dd className="k-number">{now.position.toLocaleString('en-US')}</dd></dl></Card>
          <Card title={w.defects}>{now.defects.length === 0 ? <p className="k-muted">{w.noDefects}</p> : <ul className="k-list">{now.defects.map((one) => <li key={one.reason} className="k-between"><span>{reasons[one.reason] ?? <code>{one.reason}</code>}</span><span className="k-number">{one.count} · <When at={one.lastAt} /></span></li>)}</ul>}</Card>
        </div>
      )}
    </Answered>
  );
}

function Bans() {
  const w = useWords(words);
  const { reasons } = useWords(reasonWords);
  const says = useSays();
  const bans = useAsk('listBans', {}, { topics: ['gateway'], everyMs: 30_000 });
  const lift = useAct('liftBan');
  return (
    <Card title={w.bans}>
      <Stale error={lift.error} />
      <Answered of={bans} says={says} lines={2}>{(data) => data.bans.length === 0 ? <p className="k-muted">{w.noBans}</p> : (
        <ul className="k-list">{data.bans.map((one) => (
          <li key={one.address} className="k-between"><span><strong className="k-number">{one.address}</strong><br /><span className="k-muted">{reasons[one.reason] ?? one.reason} · {w.times(one.times)} · {w.until} <When at={one.until} /></span></span>
            <Button small busy={lift.isPending} onClick={() => lift.mutate({ address: one.address }, { onSuccess: () => say(w.lifted) })}>{w.lift}</Button></li>
        ))}</ul>
      )}</Answered>
    </Card>
  );
}

function Gateways() {
  const w = useWords(words);
  const { reasons } = useWords(reasonWords);
  const says = useSays();
  const state = useAsk('gatewayState', {}, { everyMs: 5_000 });
  return (
    <Answered of={state} says={says}>
      {(now) => (
        <>
          <h2>{w.gateways}</h2>
          <div className="c-grid">
            {now.gateways.length === 0 ? <Card><p className="k-muted">{w.noGateway}</p></Card> : now.gateways.map((one) => (
              <Card key={one.id} title={one.id.slice(-6)} aside={<span className="k-muted">{w.since} <When at={one.startedAt} /></span>}>
                <dl className="c-facts"><dt>{w.connections}</dt><dd>{one.connections}</dd><dt>{w.vehicles}</dt><dd>{one.vehicles}</dd><dt>{w.frames}</dt><dd className="k-number">{one.framesTotal.toLocaleString('en-US')} · {one.framesPerSecond.toFixed(1)} {w.rate}</dd><dt>{w.answered}</dt><dd className="k-number">{one.answersTotal.toLocaleString('en-US')}</dd><dt>{w.queue}</dt><dd>{one.waitingFrames}</dd></dl>
                {one.rejects.length === 0 ? null : <p className="k-muted c-below">{w.turned}: {reasonsOf(one.rejects, reasons)}</p>}
                {one.closed.length === 0 ? null : <p className="k-muted">{w.closedFor}: {reasonsOf(one.closed, reasons)}</p>}
              </Card>
            ))}
            <Bans />
          </div>
          <h2>{w.rejected}</h2>
          {now.rejected.length === 0 ? <p className="k-muted">{w.noRejected}</p> : (
            <div className="c-turned">
              <Table label={w.rejected} columns={[w.at, w.why, 'VIN', w.peer, w.content]}>{now.rejected.map((one) => (
                <tr key={`${one.receivedAt} ${one.connectionId} ${one.hex.slice(0, 60)}`}><td><When at={one.receivedAt} /></td><td>{reasons[one.reason] ?? one.reason}</td><td className="k-number">{one.vinMasked ?? '–'}</td><td className="k-number">{one.peer}</td><td><code title={one.hex}>{one.hex.slice(0, 28)}{one.hex.length > 28 ? '…' : ''}</code></td></tr>
              ))}</Table>
            </div>
          )}
        </>
      )}
    </Answered>
  );
}

export function VehicleLink() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const unknown = useAsk('listUnknownVehicles', { limit: 100 }, { everyMs: 10_000 });
  const adopt = useAct('adoptUnknownVehicle');
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead} />
      {may('administrator') ? <><Stream /><Platforms /><Targets /><Dialects /><Keys /><Gateways /></> : null}
      <h2>{w.unknown}</h2>
      <Stale error={adopt.error} />
      <Answered of={unknown} says={says}>
        {(data) => data.unknownVehicles.length === 0 ? <Empty icon="car" title={w.none}><p>{w.noneLead}</p></Empty> : (
          <Table label={w.unknown} columns={['VIN', { label: w.frames, num: true }, w.first, w.last, w.bytes, { label: w.adopt, hidden: true }]}>{data.unknownVehicles.map((one) => (
            <tr key={one.vin}><td className="k-number">{one.vin}</td><td className="num">{one.framesCount}</td><td><When at={one.firstSeenAt} /></td><td><When at={one.lastSeenAt} /></td><td><code>{one.lastFrameHex.slice(0, 24)}…</code></td>
              <td>{one.onRegister ? <Button small busy={adopt.isPending} onClick={() => adopt.mutate({ vin: one.vin }, { onSuccess: (answer) => say(w.adopted(answer.frames)) })}>{w.adopt}</Button> : <span className="k-muted">{w.register}</span>}</td></tr>
          ))}</Table>
        )}
      </Answered>
    </div>
  );
}
