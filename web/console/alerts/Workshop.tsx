// Cars in a workshop, whose alerts wake nobody: begun and ended by visits, or by a person for a time.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { CarName } from './AlertTable.tsx';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { words } from './words.ts';

function Begin() {
  const w = useWords(words);
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const [vehicleId, setVehicle] = useState('');
  const [until, setUntil] = useState(() => inputTime(new Date(Date.now() + 4 * 3_600_000)));
  const [why, setWhy] = useState('');
  const found = useAsk('findVehicles', { text: text.trim(), limit: 8 }, { enabled: text.trim().length >= 3, keep: true });
  const begin = useAct('beginMaintenance');
  const errorOf = useFieldErrors(begin.error, ['untilAt', 'vehicleId']);
  const cars = text.trim().length >= 3 ? (found.data?.vehicles ?? []) : [];
  const chosen = cars.some((car) => car.id === vehicleId) ? vehicleId : '';
  return (
    <Form label={w.beginMark} onSubmit={() => begin.mutate({ vehicleId: chosen, untilAt: instantOf(until), why }, { onSuccess: () => {
      say(w.marked);
      setText('');
      setWhy('');
    } })}>
      <div className="c-form">
        <TextField label={w.findCar} value={text} onValue={setText} maxLength={40} hint={found.data !== undefined && cars.length === 0 && text.trim().length >= 3 ? w.notFound : undefined} />
        <SelectField label={w.car} value={chosen} onValue={setVehicle} error={errorOf('vehicleId')} options={[{ value: '', label: w.choose }, ...cars.map((car) => ({ value: car.id, label: `${car.plateNo ?? car.vinMasked} ${language === 'zh' ? car.modelName : car.modelNameEn}` }))]} />
        <TextField label={w.until} type="datetime-local" value={until} onValue={setUntil} error={errorOf('untilAt')} /><TextField label={w.whyMark} value={why} onValue={setWhy} maxLength={300} />
      </div>
      {errorOf('untilAt') === undefined && errorOf('vehicleId') === undefined ? <Stale error={begin.error} /> : null}
      <div className="k-row"><Button type="submit" kind="primary" busy={begin.isPending} disabled={chosen === '' || why.trim() === '' || until === ''}>{w.beginMark}</Button></div>
    </Form>
  );
}

export function Workshop() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const marks = useAsk('listMaintenance', {}, { topics: ['alerts'], everyMs: 60_000 });
  const end = useAct('endMaintenance');
  const works = may('adviser', 'technician', 'serviceManager', 'administrator');
  return (
    <div className="c-page">
      <Heading title={w.tabs.workshop} />
      <AlertTabs />
      <Notice>{w.workshopLead}</Notice>
      {may('adviser', 'serviceManager', 'administrator') ? <Card title={w.beginMark}><Begin /></Card> : null}
      <Stale error={end.error} />
      <Answered of={marks} says={says} lines={6}>
        {(data) => data.maintenance.length === 0 ? <Empty icon="wrench" title={w.noMarks} /> : (
          <Table label={w.tabs.workshop} columns={[w.car, w.stateHead, w.since, w.until, w.whyMark, w.alerts, { label: w.endMark, hidden: true }]}>
              {data.maintenance.map((one) => (
                <tr key={one.id}>
                  <td><CarName one={one} /></td><td>{one.endedAt === null ? <Tag tone="info">{w.workshop}</Tag> : <Tag>{w.ended}</Tag>}</td><td><When at={one.sinceAt} /></td>
                  <td>{one.endedAt !== null ? <When at={one.endedAt} /> : one.untilAt === null ? '–' : <When at={one.untilAt} />}</td>
                  <td>{one.fromVisit ? w.fromVisit : one.why}<small>{one.fromVisit ? '' : w.byPerson(one.byName)}</small></td><td>{w.kept(one.alerts)}</td>
                  <td>{one.endedAt === null && works ? <Button small busy={end.isPending} onClick={() => end.mutate({ maintenanceId: one.id })}>{w.endMark}</Button> : null}</td>
                </tr>
              ))}
          </Table>
        )}
      </Answered>
    </div>
  );
}
