// Remote diagnosis of one car. Nothing is shown before somebody has said why they look, at what and for how long.
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { clockTime, dayOf } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { LookForm } from '../commands/LookForm.tsx';
import { words as lookWords } from '../commands/words.ts';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { StateNow } from '../vehicles/VehiclePage.tsx';
import { Cells } from './Cells.tsx';
import './diagnosis.css';
import { Codes, EventList } from './Events.tsx';
import { Frames } from './Frames.tsx';
import { lastOf, lengthOf, lengths, moved, scaled, within, type Length, type Range } from './range.ts';
import { Signals } from './Signals.tsx';
import { Sisters } from './Sisters.tsx';
import { softwareOf } from './software.ts';
import { words } from './words.ts';

type Looks = Out<'listLooks'>;
type Scope = Looks['mayOpen'][number];

/** Before anything is shown: why somebody looks, at what, and for how long. */
function Gate({ vin, mayOpen, ticked }: { vin: string; mayOpen: Looks['mayOpen']; ticked: Scope[] }) {
  const w = useWords(words);
  const scopes = mayOpen.filter((scope) => scope !== 'commands');
  return (
    <Card title={w.gateTitle}>
      {ticked.length === 0 ? <p className="k-muted">{w.notForRole}</p> : <div className="d-gate"><LookForm vin={vin} scopes={scopes} ticked={ticked} onDone={() => undefined} /></div>}
    </Card>
  );
}

function RangeBar({ range, onRange }: { range: Range; onRange(range: Range): void }) {
  const w = useWords(words);
  const chosen = lengthOf(range);
  return (
    <div className="d-range" role="group" aria-label={w.range}>
      <Choice<Length> label={w.range} value={chosen} onValue={(length) => onRange(lastOf(length, Date.now()))} options={(Object.keys(lengths) as Length[]).map((value) => ({ value, label: w.ranges[value] }))} />
      <Button small onClick={() => onRange(moved(range, -0.5, Date.now()))}>{w.earlier}</Button>
      <Button small onClick={() => onRange(moved(range, 0.5, Date.now()))}>{w.later}</Button>
      <Button small onClick={() => onRange(scaled(range, 0.5, Date.now()))}>{w.closer}</Button>
      <Button small onClick={() => onRange(scaled(range, 2, Date.now()))}>{w.wider}</Button>
      <Button small onClick={() => onRange({ from: Date.now() - (range.to - range.from), to: Date.now() })}>{w.now}</Button>
      <span className="k-muted">{dayOf(new Date(range.from))} {clockTime(new Date(range.from), 'zh')} – {dayOf(new Date(range.to))} {clockTime(new Date(range.to), 'zh')}</span>
    </div>
  );
}

/** The car's past: signals, events, codes, cells and sisters over one range of time. */
function Past({ vin, range, onRange }: { vin: string; range: Range; onRange(range: Range): void }) {
  const events = useAsk('vehicleEvents', { vin, fromAt: new Date(range.from).toISOString(), toAt: new Date(range.to).toISOString() }, { keep: true });
  const commands = useAsk('listCommands', { vin }, { topics: ['commands'] });
  const software = useMemo(() => (commands.data === undefined ? undefined : softwareOf(commands.data.commands)), [commands.data]);
  return (
    <>
      <Signals vin={vin} range={range} onRange={onRange} events={events.data} software={software?.changes} />
      <div className="d-two"><EventList of={events} software={software} range={range} /><Codes of={events} /></div>
      <Cells vin={vin} range={range} />
      <Sisters vin={vin} />
    </>
  );
}

function Inside({ vin, open, mayOpen }: { vin: string; open: ReadonlySet<Scope>; mayOpen: Looks['mayOpen'] }) {
  const [range, setRange] = useState<Range>(() => lastOf('d7', Date.now()));
  const { may } = useMe();
  const onRange = (wish: Range): void => setRange(within(wish, Date.now()));
  const closed = (['history', 'frames'] as const).filter((scope) => mayOpen.includes(scope) && !open.has(scope));
  return (
    <>
      {may('agent', 'adviser', 'technician', 'serviceManager', 'administrator') ? <StateNow vin={vin} /> : null}
      <RangeBar range={range} onRange={onRange} />
      {open.has('history') ? <Past vin={vin} range={range} onRange={onRange} /> : null}
      {open.has('frames') ? <Frames vin={vin} range={range} /> : null}
      {closed.length === 0 ? null : <Gate key={closed.join(' ')} vin={vin} mayOpen={closed} ticked={closed} />}
    </>
  );
}

/** What the person's own open looks allow now, and when the first of them ends. */
function openOf(looks: Looks['looks']): { mine: Looks['looks']; scopes: Set<Scope> } {
  const mine = looks.filter((look) => look.mine && look.open && Date.parse(look.until) > Date.now());
  return { mine, scopes: new Set(mine.flatMap((look) => look.scopes).filter((scope) => scope === 'history' || scope === 'frames')) };
}

function OpenLooks({ looks }: { looks: Looks['looks'] }) {
  const w = useWords(words);
  const says = useWords(lookWords);
  const { language } = useLanguage();
  const end = useAct('endLook');
  return looks.map((look) => (
    <span key={look.id} className="c-inline"><Tag tone="info">{says.purposes[look.purpose]} · {w.lookUntil(clockTime(look.until, language))}</Tag><Button small busy={end.isPending} onClick={() => end.mutate({ lookId: look.id })}>{says.end}</Button></span>
  ));
}

export function Diagnosis() {
  const { vehicleId = '' } = useParams();
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const page = useAsk('showVehicle', { id: vehicleId }, { topics: ['vehicles'] });
  const vin = page.data?.vehicle.vin;
  const looks = useAsk('listLooks', { vin: vin ?? '' }, { enabled: vin !== undefined, topics: ['looks'], everyMs: 30_000 });
  const open = openOf(looks.data?.looks ?? []);
  return (
    <div className="c-page d-page">
      <Answered of={page} says={says} lines={12}>
        {({ vehicle }) => (
          <>
            <title>{`${w.title} · ${vehicle.plateNo ?? vehicle.vin.slice(-6)} · CareLoop`}</title>
            <header>
              <h1>{w.title} · {vehicle.plateNo ?? vehicle.vin.slice(-6)} · {language === 'zh' ? vehicle.modelName : vehicle.modelNameEn}</h1>
              <OpenLooks looks={open.mine} />
              <Link className="k-button" data-small="true" to={links.vehicle(vehicle.id)}>{w.back}</Link>
            </header>
            <Answered of={looks} says={says} lines={6}>{({ mayOpen }) => open.scopes.size > 0
              ? <Inside vin={vehicle.vin} open={open.scopes} mayOpen={mayOpen} />
              : <Gate vin={vehicle.vin} mayOpen={mayOpen} ticked={mayOpen.filter((scope) => scope === 'history' || scope === 'frames')} />}</Answered>
          </>
        )}
      </Answered>
    </div>
  );
}
