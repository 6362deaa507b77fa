// Packages of a car, deposits and coupons of its owner, for staff: what is left, selling a package, taking a deposit.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { fenOf } from '../invoices/Invoices.tsx';
import { moneyWords } from '../invoices/money-words.ts';
import { useMe } from '../shell/me.tsx';
import { ReturnDeposit, ReturnPackage } from './GiveBack.tsx';

type Counter = 'cash' | 'card' | 'bankTransfer';
type Car = { id: string; brandId: string; ownerId: string };

function Selling({ car }: { car: Car }) {
  const w = useWords(moneyWords);
  const v = useWords(workWords);
  const says = useSays();
  const { language } = useLanguage();
  const { grants } = useMe();
  const outlets = useAsk('listOutlets', { brandId: car.brandId });
  const mine = (outlets.data?.outlets ?? []).filter((one) => grants.some((grant) => ['adviser', 'cashier', 'serviceManager'].includes(grant.role) && (grant.outlet === null || grant.outlet.id === one.id)));
  const plans = useAsk('listPlans', { brandId: car.brandId });
  const [planId, setPlanId] = useState('');
  const [outlet, setOutlet] = useState('');
  const [channel, setChannel] = useState<Counter>('card');
  const [amount, setAmount] = useState('');
  const [why, setWhy] = useState('');
  const [sell, take] = [useAct('sellPackage'), useAct('takeDeposit')];
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  const outletId = mine.find((one) => one.id === outlet)?.id ?? mine[0]?.id ?? '';
  const plan = plans.data?.plans.find((one) => one.id === planId) ?? plans.data?.plans[0];
  const fen = fenOf(amount);
  const place = <>{mine.length < 2 ? null : <SelectField label={w.place} value={outletId} onValue={setOutlet} options={mine.map((one) => ({ value: one.id, label: named(one) }))} />}<Choice<Counter> label={w.channel} value={channel} onValue={setChannel} options={(['cash', 'card', 'bankTransfer'] as const).map((value) => ({ value, label: v.channel[value] }))} /></>;
  const failed = (error: Error | null) => (error === null ? null : <Notice tone="danger">{says(error)}</Notice>);
  const clear = (): void => {
    setAmount('');
    setWhy('');
  };
  if (outletId === '') return null;
  return (
    <>
      {plan === undefined ? null : <details><summary>{w.sell}</summary><Form label={w.sell} onSubmit={() => sell.mutate({ planId: plan.id, vehicleId: car.id, outletId, channel })}><SelectField label={w.plan} value={plan.id} onValue={setPlanId} options={(plans.data?.plans ?? []).map((one) => ({ value: one.id, label: `${named(one)} · ${yuan(one.priceFen)}` }))} />{place}{failed(sell.error)}<Button type="submit" busy={sell.isPending}>{w.doSell}</Button></Form></details>}
      <details><summary>{w.deposit}</summary><Form label={w.deposit} onSubmit={() => fen !== undefined && take.mutate({ ownerId: car.ownerId, brandId: car.brandId, outletId, amountFen: fen, channel, why: why.trim() }, { onSuccess: clear })}>{place}<TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} error={amount !== '' && fen === undefined ? w.notNumber : undefined} /><TextField label={w.why} value={why} onValue={setWhy} />{failed(take.error)}<Button type="submit" busy={take.isPending} disabled={fen === undefined || fen === 0 || why.trim() === ''}>{w.doDeposit}</Button></Form></details>
    </>
  );
}

export function Benefits({ car }: { car: Car }) {
  const w = useWords(moneyWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const all = useAsk('showBenefits', { vehicleId: car.id }, { topics: ['benefits', 'invoices'] });
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <Card title={w.benefits}>
      <Answered of={all} says={says} lines={3}>{({ packages, deposits, coupons }) => packages.length + deposits.length + coupons.length === 0 ? <p className="k-muted">{w.none}</p> : (
        <ul className="k-list">
          {packages.map((one) => <li key={one.id}><div className="k-between"><strong>{named(one)}</strong>{one.state === 'returned' ? <Tag>{w.returned}</Tag> : <Money fen={one.leftFen} />}</div><span className="k-muted">{one.number} · {w.until(one.validTo)}{one.entitlements.map((each) => ` · ${named(each)} ${w.leftTimes(each.left, each.times)}`)}</span><ReturnPackage of={one} /></li>)}
          {deposits.map((one) => <li key={one.id}><div className="k-between"><span><strong>{w.deposits} {one.number}</strong><br /><span className="k-muted">{one.why}</span></span><span className="c-sum"><Money fen={one.leftFen} /><small>{w.leftFen}</small></span></div><ReturnDeposit of={one} key={one.version} /></li>)}
          {coupons.map((one) => <li key={one.id} className="k-between"><span><strong>{named(one)}</strong><br /><small className="c-ref">{one.code}</small></span><span className="k-muted">{one.usedAt === null ? w.until(one.validTo) : w.ended}</span></li>)}
        </ul>
      )}</Answered>
      {may('adviser', 'cashier', 'serviceManager') ? <Selling car={car} /> : null}
    </Card>
  );
}
