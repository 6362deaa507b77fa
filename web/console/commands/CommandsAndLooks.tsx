// On a car's page: what was asked of the car with who agreed and what it answered, and who looked into it.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { AskForm } from './AskForm.tsx';
import { LookForm } from './LookForm.tsx';
import { words } from './words.ts';

type Command = Out<'listCommands'>['commands'][number];

const tones: Record<Command['state'], Tone> = {
  awaitingConsent: 'warn', awaitingApproval: 'warn', pending: 'info', sent: 'info', answered: 'good', declined: 'danger', unanswered: 'danger', unsayable: 'danger', refused: 'plain', expired: 'plain', withdrawn: 'plain',
};

function About({ command }: { command: Command }) {
  const mark = useMarks();
  const w = useWords(words);
  const { parameterIds, parameters, warning, upgrade } = command.details;
  const name = (id: number): string => w.parameters[id] ?? `0x${id.toString(16)}`;
  if (command.answer.length > 0) return <dl className="c-facts">{command.answer.map((one) => <div key={one.parameter} style={{ display: 'contents' }}><dt>{name(one.parameter)}</dt><dd>{one.value ?? '–'}</dd></div>)}</dl>;
  if (parameterIds !== undefined) return <p>{parameterIds.map(name).join(mark.comma)}</p>;
  if (parameters !== undefined) return <p>{parameters.map((one) => `${name(one.parameter)} = ${one.value}`).join(mark.comma)}</p>;
  if (warning !== undefined) return <p>{warning.level} · {warning.text}</p>;
  return upgrade === undefined ? null : <p>{upgrade.url} {upgrade.firmware}</p>;
}

function Deeds({ command }: { command: Command }) {
  const w = useWords(words);
  const { may } = useMe();
  const approve = useAct('approveCommand');
  const withdraw = useAct('withdrawCommand');
  const open = command.state === 'awaitingConsent' || command.state === 'awaitingApproval';
  return (
    <>
      <Stale error={approve.error ?? withdraw.error} />
      <div className="c-inline" style={{ marginTop: 6 }}>
        {open && command.approval === 'asked' && !command.mine && may('technician', 'serviceManager') ? <><Button small kind="primary" busy={approve.isPending} onClick={() => approve.mutate({ commandId: command.id, approved: true })}>{w.approve}</Button><Button small onClick={() => approve.mutate({ commandId: command.id, approved: false })}>{w.veto}</Button></> : null}
        {(open || command.state === 'pending') && (command.mine || may('serviceManager')) ? <Button small busy={withdraw.isPending} onClick={() => withdraw.mutate({ commandId: command.id })}>{w.withdraw}</Button> : null}
      </div>
    </>
  );
}

function CommandRow({ command }: { command: Command }) {
  const mark = useMarks();
  const w = useWords(words);
  return (
    <li>
      <div className="k-between"><strong>{w.kinds[command.kind]}</strong><Tag tone={tones[command.state]}>{w.states[command.state]}</Tag></div>
      {command.heldFor === null ? null : <p className="k-muted">{w.held[command.heldFor]}</p>}
      <About command={command} />
      <p className="k-muted">{w.askedBy} {command.askedByName} <When at={command.askedAt} /> · {w.purposes[command.purpose]}{mark.colon}{command.why}</p>
      <p className="k-muted">{w.consent}{mark.colon}{w.agreed[command.consent]} · {w.approvedBy}{mark.colon}{command.approvedByName ?? ''} {w.agreed[command.approval]} · {w.expires} <When at={command.expiresAt} /></p>
      <Deeds command={command} />
    </li>
  );
}

function Looks({ vin, data }: { vin: string; data: Out<'listLooks'> }) {
  const mark = useMarks();
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const end = useAct('endLook');
  return (
    <Card title={w.looks} aside={data.mayOpen.length === 0 ? undefined : <Button small onClick={() => setOpen(true)}>{w.openLook}</Button>}>
      {data.looks.length === 0 ? <p className="k-muted">{w.noLooks}</p> : (
        <ul className="k-list">{data.looks.slice(0, 8).map((one) => (
          <li key={one.id}>
            <div className="k-between"><strong>{one.staffName}</strong>{one.open ? <Tag tone="accent">{w.openNow}</Tag> : null}</div>
            <p>{w.purposes[one.purpose]}{mark.colon}{one.why}</p>
            <p className="k-muted">{one.scopes.map((scope) => w.scopes[scope]).join(mark.comma)} · <When at={one.openedAt} /> {w.until} <When at={one.endedAt ?? one.until} />{one.uses.map((use) => <span key={use.scope}> · {w.scopes[use.scope]} {w.used(use.count)}</span>)}</p>
            {one.open && one.mine ? <div style={{ marginTop: 6 }}><Button small busy={end.isPending} onClick={() => end.mutate({ lookId: one.id })}>{w.end}</Button></div> : null}
          </li>
        ))}</ul>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={w.openLook}><LookForm vin={vin} scopes={data.mayOpen} onDone={() => setOpen(false)} onCancel={() => setOpen(false)} /></Dialog>
    </Card>
  );
}

export function CommandsAndLooks({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const looks = useAsk('listLooks', { vin }, { topics: ['looks'] });
  const commands = useAsk('listCommands', { vin }, { topics: ['commands'], everyMs: 20_000 });
  const [asking, setAsking] = useState(false);
  const mayNow = looks.data?.looks.some((one) => one.open && one.mine && one.scopes.includes('commands')) === true;
  return (
    <>
      <Answered of={commands} says={says} lines={3}>{(data) => (
        <Card title={w.title} aside={data.mayAsk.length === 0 ? undefined : <Button small disabled={!mayNow} onClick={() => setAsking(true)}>{w.ask}</Button>}>
          {data.mayAsk.length > 0 && !mayNow ? <p className="k-muted">{w.lookFirst}</p> : null}
          {data.commands.length === 0 ? <p className="k-muted">{w.noCommands}</p> : <ul className="k-list">{data.commands.slice(0, 10).map((one) => <CommandRow key={one.id} command={one} />)}</ul>}
          <Dialog open={asking} onClose={() => setAsking(false)} title={w.ask}><AskForm vin={vin} kinds={data.mayAsk} onDone={() => setAsking(false)} /></Dialog>
        </Card>
      )}</Answered>
      <Answered of={looks} says={says} lines={3}>{(data) => <Looks vin={vin} data={data} />}</Answered>
    </>
  );
}
