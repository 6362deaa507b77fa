// The demo: go in as anyone of the synthetic country, plant a fault, read the messages that were sent, write from WeChat.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { words } from './words.ts';
import { roleWords } from '#client/role-words';

type Person = Out<'demoPeople'>['staff'][number];

function useGoIn() {
  const signIn = useAct('demoSignIn');
  const says = useSays();
  return (kind: 'owner' | 'staff', id: string): void => signIn.mutate({ kind, id }, {
    onSuccess: () => location.assign(kind === 'owner' ? '/owner' : '/console'), onError: (error) => say(says(error), 'danger'),
  });
}

/** A person for each role of the chosen brand. */
function Staff({ people }: { people: readonly Person[] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const roles = useWords(roleWords);
  const goIn = useGoIn();
  const brands = [...new Map(people.map((one) => [one.brand?.id ?? 'all', one.brand])).entries()].sort(([a], [b]) => Number(a === 'all') - Number(b === 'all'));
  const [brand, setBrand] = useState(brands[0]?.[0] ?? 'all');
  return (
    <Card title={w.demoStaff}>
      <div className="k-stack">
        <Choice label={w.demoBrand} hidden value={brand} onValue={setBrand} options={brands.map(([id, named]) => ({ value: id, label: named === null ? w.everyBrand : language === 'zh' ? named.name : named.nameEn }))} />
        <div className="people two">
          {people.filter((one) => (one.brand?.id ?? 'all') === brand).map((person) => (
            <button key={`${person.id} ${person.role}`} type="button" onClick={() => goIn('staff', person.id)}>
              <strong>{roles[person.role as keyof typeof roles]}</strong><span>{person.name}</span>
              {person.outlet === null ? null : <small>{language === 'zh' ? person.outlet.name : person.outlet.nameEn}</small>}
            </button>
          ))}
        </div>
      </div>
    </Card>
  );
}

function Owners({ owners }: { owners: Out<'demoPeople'>['owners'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const goIn = useGoIn();
  return (
    <Card title={w.demoOwners}>
      <div className="people">
        {owners.map((owner) => (
          <button key={owner.id} type="button" onClick={() => goIn('owner', owner.id)}>
            <strong>{language === 'zh' ? owner.story : owner.storyEn}</strong>{owner.brand === null ? null : <Tag tone="accent">{language === 'zh' ? owner.brand.name : owner.brand.nameEn}</Tag>}
            <small>{owner.name}</small>
          </button>
        ))}
      </div>
    </Card>
  );
}

const faults = ['overheating-pack', 'insulation-falling', 'charging-fails', 'twelve-volt-dying'] as const;

function Panel() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const cars = useAsk('demoCars', {}, { everyMs: 5_000 });
  const plant = useAct('plantFault');
  const [vin, setVin] = useState('');
  const [fault, setFault] = useState<(typeof faults)[number]>('insulation-falling');
  const chosen = vin === '' ? (cars.data?.cars[0]?.vin ?? '') : vin;
  return (
    <Card title={w.plant}>
      <Form onSubmit={() => plant.mutate({ vin: chosen, fault })}>
        <p className="k-muted">{w.plantLead}</p>
        <SelectField label={w.vehicle} value={chosen} onValue={setVin} options={(cars.data?.cars ?? []).map((car) => ({ value: car.vin, label: `${car.plateNo ?? car.vin} · ${language === 'zh' ? car.modelName : car.modelNameEn} · ${car.ownerName}` }))} />
        <SelectField label={w.fault} value={fault} onValue={(value) => setFault(value as typeof fault)} options={faults.map((one) => ({ value: one, label: w.faults[one] }))} />
        {plant.error === null ? null : <Notice tone="danger">{says(plant.error)}</Notice>}
        {plant.isSuccess ? <Notice tone="good">{w.planted}</Notice> : null}
        <Button type="submit" kind="primary" busy={plant.isPending} disabled={chosen === ''}>{w.plant}</Button>
        {(cars.data?.planted.length ?? 0) === 0 ? <p className="k-muted">{w.noFaults}</p> : (
          <ul className="k-list">
            {cars.data?.planted.slice(0, 5).map((one) => {
              const car = cars.data?.cars.find((other) => other.vin === one.vin);
              return <li key={`${one.vin} ${one.at}`} className="k-between"><span>{car?.plateNo ?? one.vin} · {w.faults[one.fault]}</span><span className="k-muted"><When at={one.at} /></span></li>;
            })}
          </ul>
        )}
      </Form>
    </Card>
  );
}

function Messages() {
  const w = useWords(words);
  const says = useSays();
  const messages = useAsk('demoMessages', {}, { everyMs: 4_000 });
  return (
    <Card title={w.inbox}>
      <Answered of={messages} says={says}>
        {(data) => data.messages.length === 0 ? <Empty icon="chat" title={w.inboxEmpty} /> : (
          <ul className="k-list" style={{ maxHeight: 320, overflow: 'auto' }} tabIndex={0} aria-label={w.inbox}>
            {data.messages.map((message) => <li key={`${message.to} ${message.at} ${message.text}`}><div className="k-between"><strong>{message.to}</strong><span className="k-muted"><When at={message.at} /></span></div><div>{message.text}</div></li>)}
          </ul>
        )}
      </Answered>
    </Card>
  );
}

function Wechat() {
  const w = useWords(words);
  return <Card title={w.wechat}><div className="k-stack"><p className="k-muted">{w.wechatLead}</p><a className="k-button" href="/wechat-phone">{w.toWechat}</a></div></Card>;
}

export function DemoDoors() {
  const w = useWords(words);
  const says = useSays();
  const people = useAsk('demoPeople', {});
  return (
    <>
      <div className="k-stack"><h2>{w.demo}</h2><p className="lead">{w.demoLead}</p></div>
      <Answered of={people} says={says} lines={8}>
        {(data) => (
          <div className="doors">
            <Owners owners={data.owners} />
            <div className="column"><Staff people={data.staff} /><Panel /><Messages /><Wechat /></div>
          </div>
        )}
      </Answered>
    </>
  );
}
