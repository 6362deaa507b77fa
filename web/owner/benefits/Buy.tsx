// Buying a package, or leaving a deposit, from the phone: what it holds, for which car, at which outlet, and paying by WeChat or Alipay.
// What was ordered stays in the address, so that coming back from the wallet finds it again.
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { QrCode } from '#kit/qr.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { buyWords } from './buy-words.ts';
import { words } from './words.ts';

type Channel = 'wechat' | 'alipay';
type Car = Out<'listMyVehicles'>['vehicles'][number];
type At = { vehicleId: string; outletId: string; channel: Channel };

function Ordered({ orderId, onAgain }: { orderId: string; onAgain(): void }) {
  const w = useWords(buyWords);
  const says = useSays();
  const order = useAsk('showMyOrder', { orderId }, { topics: ['benefits'], everyMs: 5_000 });
  const demo = useAsk('demoState', {});
  const wallet = useAct('demoPay');
  return (
    <Answered of={order} says={says} lines={5}>{(one) => (
      <Card title={one.what === 'package' ? w.package : w.deposit} aside={<Tag tone={one.state === 'paid' ? 'good' : one.state === 'failed' ? 'danger' : 'warn'}>{w.state[one.state]}</Tag>}>
        <div className="k-stack">
          <div className="k-between"><span>{w.toPay}</span><strong className="o-soc"><Money fen={one.amountFen} /></strong></div>
          {one.state === 'asked' ? <p className="k-muted" role="status">{w.placing}</p> : null}
          {one.state === 'created' && one.codeUrl !== null ? <><strong>{w.scan[one.channel]}</strong><QrCode text={one.codeUrl} label={w.scan[one.channel]} /></> : null}
          {one.state === 'created' && demo.data?.demo === true ? <Button kind="primary" wide busy={wallet.isPending} onClick={() => wallet.mutate({ outTradeNo: one.outTradeNo })}>{w.demoPay}</Button> : null}
          {wallet.error === null ? null : <Notice tone="danger">{says(wallet.error)}</Notice>}
          {one.state === 'paid' ? <><Notice tone="good">{one.what === 'package' ? w.packageThere : w.depositThere}</Notice><Link className="k-button" data-wide="true" to={links.benefits()}>{w.look}</Link></> : <Button wide onClick={onAgain}>{w.other}</Button>}
        </div>
      </Card>
    )}</Answered>
  );
}

function Plans({ brandId, at, onOrder }: { brandId: string; at: At; onOrder(id: string): void }) {
  const w = useWords(buyWords);
  const { language } = useLanguage();
  const says = useSays();
  const plans = useAsk('listPlans', { brandId }, { topics: ['benefits'] });
  const buy = useAct('buyPackage');
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <Answered of={plans} says={says} lines={6}>{(data) => data.plans.length === 0 ? <Empty icon="wallet" title={w.noPlans} /> : (
      <div className="k-stack">
        {data.plans.map((plan) => { const listFen = plan.items.reduce((sum, item) => sum + item.worthFen * item.times, 0); return (
          <Card key={plan.id} title={named(plan)} aside={listFen > plan.priceFen ? <Tag tone="good">{w.saves(yuan(listFen - plan.priceFen))}</Tag> : undefined}>
            <div className="k-stack">
            <ul className="k-list">{plan.items.map((item) => <li key={item.code} className="k-between"><span>{named(item)} × {item.times}</span><span className="k-muted">{yuan(item.worthFen * item.times)}</span></li>)}</ul>
            <p className="k-muted">{w.months(plan.months)} · {plan.transferable ? w.goes : w.stays} · {w.back}</p>
            <Button kind="primary" wide busy={buy.isPending && buy.variables?.planId === plan.id} disabled={at.outletId === '' || plan.priceFen === 0} onClick={() => buy.mutate({ planId: plan.id, ...at }, { onSuccess: (order) => onOrder(order.id) })}>{w.buy(yuan(plan.priceFen))}</Button>
            </div>
          </Card>
        ); })}
        {buy.error === null ? null : <Notice tone="danger">{says(buy.error)}</Notice>}
      </div>
    )}</Answered>
  );
}

function DepositForm({ at, onOrder }: { at: At; onOrder(id: string): void }) {
  const w = useWords(buyWords);
  const [amount, setAmount] = useState('');
  const [why, setWhy] = useState('');
  const leave = useAct('leaveDeposit');
  const error = useFieldErrors(leave.error, ['amountFen', 'why']);
  const fen = /^\d{1,5}(\.\d{1,2})?$/.test(amount.trim()) ? Math.round(Number(amount.trim()) * 100) : undefined;
  return (
    <Card title={w.deposit}>
      <Form label={w.deposit} onSubmit={() => fen !== undefined && leave.mutate({ ...at, amountFen: fen, why: why.trim() }, { onSuccess: (order) => onOrder(order.id) })}>
        <p className="k-muted">{w.depositLead}</p>
        <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} error={amount !== '' && fen === undefined ? w.notAmount : error('amountFen')} />
        <TextField label={w.why} value={why} onValue={setWhy} maxLength={200} placeholder={w.whyHint} error={error('why')} />
        {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
        <Button type="submit" kind="primary" wide busy={leave.isPending} disabled={fen === undefined || fen < 100 || why.trim() === '' || at.outletId === ''}>{w.pay}</Button>
      </Form>
    </Card>
  );
}

function Choosing({ cars, onOrder }: { cars: readonly Car[]; onOrder(id: string): void }) {
  const w = useWords(buyWords);
  const m = useWords(words);
  const { language } = useLanguage();
  const [what, setWhat] = useState<'package' | 'deposit'>('package');
  const [vehicleId, setVehicleId] = useState(cars[0]?.id ?? '');
  const [outletId, setOutletId] = useState('');
  const [channel, setChannel] = useState<Channel>('wechat');
  const car = cars.find((one) => one.id === vehicleId);
  const outlets = useAsk('listOutlets', { brandId: car?.brandId ?? '' }, { enabled: car !== undefined });
  const list = outlets.data?.outlets ?? [];
  const at = { vehicleId, channel, outletId: list.some((one) => one.id === outletId) ? outletId : '' };
  return (
    <div className="o-cols" data-even="true">
      <div><Card><div className="k-stack">
        <Choice<'package' | 'deposit'> label={w.what} value={what} onValue={setWhat} options={[{ value: 'package', label: w.package }, { value: 'deposit', label: w.deposit }]} />
        {cars.length > 1 ? <SelectField label={w.car} value={vehicleId} onValue={setVehicleId} options={cars.map((one) => ({ value: one.id, label: `${language === 'zh' ? one.modelName : one.modelNameEn} · ${one.plateNo ?? one.vin.slice(-6)}` }))} /> : null}
        <SelectField label={w.outlet} value={at.outletId} onValue={setOutletId} hint={at.outletId === '' ? w.chooseOutlet : undefined} options={[{ value: '', label: '–' }, ...list.map((one) => ({ value: one.id, label: language === 'zh' ? `${one.city} · ${one.name}` : `${one.cityEn} · ${one.nameEn}` }))]} />
        <Choice<Channel> label={m.payBy} value={channel} onValue={setChannel} options={[{ value: 'wechat', label: m.wechat }, { value: 'alipay', label: m.alipay }]} />
      </div></Card></div>
      <div>{what === 'package' ? <Plans brandId={car?.brandId ?? ''} at={at} onOrder={onOrder} /> : <DepositForm at={at} onOrder={onOrder} />}</div>
    </div>
  );
}

export function Buy() {
  const w = useWords(buyWords);
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const orderId = params.get('order');
  const cars = useAsk('listMyVehicles', {}, { topics: ['vehicles'] });
  return (
    <>
      <Head title={w.title} />
      {orderId !== null ? <Ordered orderId={orderId} onAgain={() => setParams({}, { replace: true })} /> : (
        <Answered of={cars} says={says} lines={6}>{({ vehicles }) => vehicles.length === 0 ? <Empty icon="wallet" title={w.noCar} /> : <Choosing cars={vehicles} onOrder={(id) => setParams({ order: id })} />}</Answered>
      )}
    </>
  );
}
