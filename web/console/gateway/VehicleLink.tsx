// How the line to the vehicles is: connections, frames, what could not be read, and vehicles that nobody knows.
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';

const words = defineWords({
  zh: { title: '车辆接入', stream: '数据流', waiting: '待读报文', online: '在线车辆', known: '有状态的车辆', unknownCount: '未登记车辆', position: '读到', unknown: '未登记的车辆', none: '没有未登记的车辆', noneLead: '未登记的 VIN 发来的报文会保存在这里，登记后自动补读。', frames: '报文', first: '首次', last: '最近', adopt: '补读', adopted: (frames: number) => `已补读 ${frames} 条`, defects: '读不懂的报文', noDefects: '没有', lead: '车辆数据流是否正常，哪些车没有登记，哪些报文读不懂。', reasons: { clockAhead: '车辆时钟超前', clockAbsurd: '车辆时钟不可信', readingFailed: '读取失败' }, register: '登记后可补读', bytes: '最近一条' },
  en: { title: 'Vehicle link', stream: 'Stream', waiting: 'Frames waiting', online: 'Vehicles online', known: 'Vehicles with a state', unknownCount: 'Unknown vehicles', position: 'Read up to', unknown: 'Vehicles that nobody knows', none: 'No unknown vehicles', noneLead: 'Frames of a VIN that is on no register are kept here and read once it is.', frames: 'Frames', first: 'First', last: 'Last', adopt: 'Read now', adopted: (frames: number) => `${frames} frames read`, defects: 'What could not be read', noDefects: 'Nothing', lead: 'Whether the stream of the cars flows, who is on no register, and what could not be read.', reasons: { clockAhead: 'the car’s clock is ahead', clockAbsurd: 'the car’s clock cannot be believed', readingFailed: 'reading failed' }, register: 'Register it first', bytes: 'Last frame' },
});

function Stream() {
  const w = useWords(words);
  const says = useSays();
  const state = useAsk('telemetryState', {}, { everyMs: 4_000 });
  return (
    <Answered of={state} says={says}>
      {(now) => (
        <div className="c-grid">
          <Card title={w.stream}><dl className="c-facts"><dt>{w.online}</dt><dd>{now.vehiclesOnline}</dd><dt>{w.known}</dt><dd>{now.vehiclesKnown}</dd><dt>{w.unknownCount}</dt><dd>{now.unknownVehicles}</dd><dt>{w.waiting}</dt><dd>{now.framesWaiting}</dd><dt>{w.position}</dt><dd>{now.position}</dd></dl></Card>
          <Card title={w.defects}>{now.defects.length === 0 ? <p className="k-muted">{w.noDefects}</p> : <ul className="k-list">{now.defects.map((one) => <li key={one.reason} className="k-between"><span>{(w.reasons as Record<string, string>)[one.reason] ?? <code>{one.reason}</code>}</span><span className="k-number">{one.count} · <When at={one.lastAt} /></span></li>)}</ul>}</Card>
        </div>
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
      {may('administrator') ? <Stream /> : null}
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
