// The keys of one car: what its signatures are checked with, what opens its data units; telling one and withdrawing one.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { keyWords } from './key-words.ts';

const algorithms = ['sm2', 'rsa', 'ecc', 'aes', 'sm4'] as const;

function KeyForm({ vin }: { vin: string }) {
  const w = useWords(keyWords);
  const [algorithm, setAlgorithm] = useState<(typeof algorithms)[number]>('sm2');
  const [keyHex, setKeyHex] = useState('');
  const add = useAct('addVehicleKey');
  const error = useFieldErrors(add.error, ['keyHex']);
  const save = (): void => add.mutate({ vin, algorithm, keyHex: keyHex.replaceAll(/\s/g, '') }, {
    onSuccess: () => {
      say(w.saved);
      setKeyHex('');
    },
  });
  return (
    <Form onSubmit={save} label={w.add}>
      <div className="c-form">
        <SelectField label={w.algorithm} value={algorithm} onValue={(value) => setAlgorithm(algorithms.find((one) => one === value) ?? 'sm2')} options={algorithms.map((value) => ({ value, label: w.algorithms[value] }))} />
        <TextField label={w.key} hint={w.keyHint} value={keyHex} onValue={setKeyHex} error={error('keyHex')} autoComplete="off" type={algorithm === 'aes' || algorithm === 'sm4' ? 'password' : 'text'} />
      </div>
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="c-inline"><Button type="submit" kind="primary" busy={add.isPending} disabled={keyHex === ''}>{w.add}</Button></div>
    </Form>
  );
}

function KeysOf({ vin }: { vin: string }) {
  const w = useWords(keyWords);
  const says = useSays();
  const keys = useAsk('listVehicleKeys', { vin }, { topics: ['gateway'] });
  const withdraw = useAct('withdrawVehicleKey');
  return (
    <>
      <Stale error={withdraw.error} />
      <Answered of={keys} says={says} lines={2}>{(data) => (
        <div className="k-stack">
          {data.keys.length === 0 ? <p className="k-muted">{w.none}</p> : (
            <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.title}>
              <table className="c-table"><thead><tr><th>{w.purpose}</th><th>{w.algorithm}</th><th>{w.source}</th><th>{w.chip}</th><th>{w.from}</th><th>{w.state}</th><th /></tr></thead>
                <tbody>{data.keys.map((one) => (
                  <tr key={one.id}><td>{w.purposes[one.purpose]}</td><td title={one.publicKeyHex ?? ''}>{one.algorithm.toUpperCase()}</td><td>{w.sources[one.source]}</td><td className="k-number">{one.chipId ?? '–'}</td><td><When at={one.fromAt} /></td>
                    <td>{one.withdrawnAt !== null ? <><Tag>{w.withdrawn}</Tag><small><When at={one.withdrawnAt} /></small></> : one.untilAt === null ? <Tag tone="good">{w.inUse}</Tag> : <small>{w.until} <When at={one.untilAt} /></small>}</td>
                    <td>{one.withdrawnAt === null ? <Button small busy={withdraw.isPending} onClick={() => withdraw.mutate({ keyId: one.id, version: one.version }, { onSuccess: () => say(w.done) })}>{w.withdraw}</Button> : null}</td></tr>
                ))}</tbody>
              </table>
            </div>
          )}
          <KeyForm vin={vin} />
        </div>
      )}</Answered>
    </>
  );
}

export function Keys() {
  const w = useWords(keyWords);
  const [text, setText] = useState('');
  const [vin, setVin] = useState<string | undefined>();
  return (
    <Card title={w.title}>
      <p className="k-muted">{w.lead}</p>
      <Form onSubmit={() => setVin(text.trim().toUpperCase())} label={w.show}><div className="c-inline" data-foot="true"><TextField label="VIN" value={text} onValue={setText} maxLength={17} autoCapitalize="characters" autoComplete="off" /><Button type="submit" disabled={!/^[A-HJ-NPR-Za-hj-npr-z0-9]{17}$/.test(text.trim())}>{w.show}</Button></div></Form>
      {vin === undefined ? null : <KeysOf key={vin} vin={vin} />}
    </Card>
  );
}
