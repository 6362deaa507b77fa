// Who is on call: now and in the coming weeks, where nobody is, and the calls of the last days.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { Calls } from './Calls.tsx';
import { words } from './words.ts';

const planners = ['serviceManager', 'regionalManager', 'administrator'] as const;

function useNames() {
  const { language } = useLanguage();
  const outlets = useAsk('listOutlets', {}, { topics: ['network'] });
  const brands = useAsk('listBrands', {}, { topics: ['brands'] });
  const named = (list: readonly { id: string; name: string; nameEn: string }[] | undefined, id: string): string => {
    const one = list?.find((each) => each.id === id);
    return one === undefined ? id : language === 'zh' ? one.name : one.nameEn;
  };
  return { outlets: outlets.data?.outlets ?? [], brands: brands.data?.brands ?? [], outlet: (id: string) => named(outlets.data?.outlets, id), brand: (id: string) => named(brands.data?.brands, id) };
}

/** Brands for which one plans: all, or those of one's grants. */
function usePlannedBrands(all: readonly { id: string }[]): string[] {
  const { grants } = useMe();
  const own = grants.filter((grant) => (planners as readonly string[]).includes(grant.role));
  return all.map((brand) => brand.id).filter((id) => own.some((grant) => grant.brand === null || grant.brand.id === id));
}

function Add() {
  const w = useWords(words);
  const names = useNames();
  const { grants } = useMe();
  const brandIds = usePlannedBrands(names.brands);
  const [chosenBrand, setBrand] = useState('');
  const brandId = chosenBrand === '' ? (brandIds[0] ?? '') : chosenBrand;
  const [outletId, setOutlet] = useState(() => grants.find((grant) => (planners as readonly string[]).includes(grant.role))?.outlet?.id ?? '');
  const [staffId, setStaff] = useState('');
  const [phone, setPhone] = useState('');
  const [turn, setTurn] = useState('1');
  const [fromAt, setFrom] = useState(() => inputTime(new Date()));
  const [untilAt, setUntil] = useState(() => inputTime(new Date(Date.now() + 12 * 3_600_000)));
  const [weeks, setWeeks] = useState('1');
  const staff = useAsk('listOnCallStaff', { brandId }, { enabled: brandId !== '' });
  const add = useAct('addShift');
  const errorOf = useFieldErrors(add.error, ['phone', 'fromAt', 'untilAt']);
  const atField = (['phone', 'fromAt', 'untilAt'] as const).some((field) => errorOf(field) !== undefined);
  const submit = (): void => add.mutate({ brandId, outletId: outletId === '' ? null : outletId, staffId, phone, turn: Number(turn), fromAt: instantOf(fromAt), untilAt: instantOf(untilAt), weeks: Number(weeks) }, { onSuccess: () => say(w.shiftAdded) });
  return (
    <Form label={w.addShift} onSubmit={submit}>
      <div className="c-form">
        <SelectField label={w.brand} value={brandId} onValue={setBrand} options={brandIds.map((id) => ({ value: id, label: names.brand(id) }))} />
        <SelectField label={w.outlet} value={outletId} onValue={setOutlet} options={[{ value: '', label: w.wholeBrand }, ...names.outlets.filter((outlet) => outlet.brandIds.includes(brandId)).map((outlet) => ({ value: outlet.id, label: names.outlet(outlet.id) }))]} />
        <SelectField label={w.person} value={staffId} onValue={setStaff} options={[{ value: '', label: w.pick }, ...(staff.data?.staff ?? []).map((one) => ({ value: one.id, label: one.name }))]} />
        <TextField label={w.phone} type="tel" value={phone} onValue={setPhone} maxLength={20} error={errorOf('phone')} />
        <SelectField label={w.turn} value={turn} onValue={setTurn} options={([1, 2, 3] as const).map((value) => ({ value: String(value), label: w.turns[value] }))} />
        <TextField label={w.fromAt} type="datetime-local" value={fromAt} onValue={setFrom} error={errorOf('fromAt')} /><TextField label={w.toAt} type="datetime-local" value={untilAt} onValue={setUntil} error={errorOf('untilAt')} />
        <SelectField label={w.weeks} value={weeks} onValue={setWeeks} options={[1, 2, 4, 8, 12, 26].map((count) => ({ value: String(count), label: String(count) }))} />
      </div>
      {atField ? null : <Stale error={add.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={add.isPending} disabled={staffId === '' || phone.trim() === '' || fromAt === '' || untilAt === ''}>{w.addShift}</Button></div>
    </Form>
  );
}

function Roster({ data }: { data: Out<'listDuty'> }) {
  const w = useWords(words);
  const names = useNames();
  const planned = usePlannedBrands(names.brands);
  const drop = useAct('dropShift');
  if (data.shifts.length === 0) return <Empty icon="calendar" title={w.noShifts} />;
  return (
    <>
      <Stale error={drop.error} />
      <Table label={w.roster} columns={[w.fromAt, w.toAt, w.person, w.phone, w.brand, w.turn, { label: w.drop, hidden: true }]}>
          {data.shifts.map((shift) => (
            <tr key={shift.id} data-on={data.onDutyNow.includes(shift.id)}>
              <td><When at={shift.fromAt} /></td><td><When at={shift.untilAt} /></td><td>{shift.staffName} {data.onDutyNow.includes(shift.id) ? <Tag tone="good">{w.now}</Tag> : null}</td><td className="k-number">{shift.phone}</td>
              <td>{names.brand(shift.brandId)}<small>{shift.outletId === null ? w.wholeBrand : names.outlet(shift.outletId)}</small></td><td>{w.turns[shift.turn as 1]}</td>
              <td>{planned.includes(shift.brandId) ? <Button small busy={drop.isPending} onClick={() => drop.mutate({ shiftId: shift.id })}>{w.drop}</Button> : null}</td>
            </tr>
          ))}
      </Table>
    </>
  );
}

export function Duty() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const names = useNames();
  const duty = useAsk('listDuty', {}, { topics: ['duty'], everyMs: 15_000 });
  return (
    <div className="c-page">
      <Heading title={w.tabs.duty} />
      <AlertTabs />
      <Notice>{w.dutyLead}</Notice>
      <Answered of={duty} says={says} lines={8}>
        {(data) => (
          <>
            {data.unmannedBrandIds.length === 0 ? null : <Notice tone="warn">{w.unmanned(data.unmannedBrandIds.map(names.brand).join(', '))}</Notice>}
            <Card title={w.calls}>{data.calls.length === 0 ? <p className="k-muted">{w.noCalls}</p> : <Calls calls={data.calls} />}</Card>
            {may(...planners) ? <Card title={w.addShift}><Add /></Card> : null}
            <h2>{w.roster}</h2>
            <Roster data={data} />
          </>
        )}
      </Answered>
    </div>
  );
}
