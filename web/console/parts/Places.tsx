// Vans and warehouses of a brand that keep parts besides the shelves of outlets. A warehouse is added here, a van where its days are planned.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { usePlaces } from './places.ts';
import { words } from './words.ts';

function AddPlace({ brandId, done }: { brandId: string; done(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const outlets = (useAsk('listOutlets', {}).data?.outlets ?? []).filter((one) => me.isMyOutlet(one) && one.brandIds.includes(brandId));
  const [text, setText] = useState({ outletId: '', name: '', nameEn: '' });
  const act = useAct('addPlace');
  const error = useFieldErrors(act.error, ['name', 'nameEn']);
  const outletId = text.outletId === '' ? (outlets[0]?.id ?? '') : text.outletId;
  return (
    <Form label={w.addPlace} onSubmit={() => act.mutate({ outletId, brandId, name: text.name.trim(), nameEn: text.nameEn.trim() }, { onSuccess: done })}>
      <SelectField label={w.outlet} value={outletId} onValue={(value) => setText({ ...text, outletId: value })} options={outlets.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} />
      <TextField label={w.name} value={text.name} maxLength={40} error={error('name')} onValue={(name) => setText({ ...text, name })} /><TextField label={w.nameEn} value={text.nameEn} maxLength={60} error={error('nameEn')} onValue={(nameEn) => setText({ ...text, nameEn })} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={text.name.trim() === '' || text.nameEn.trim() === '' || outletId === ''}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Places({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const nameOf = usePlaces(brandId);
  const [adding, add] = useState(false);
  const asked = useAsk('listPlaces', { brandId }, { topics: ['parts'] });
  return (
    <Card title={w.places} aside={may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') ? <Button small onClick={() => add(true)}>{w.addPlace}</Button> : undefined}>
      <Answered of={asked} says={says}>{({ places }) => (places.length === 0 ? <p className="k-muted">{w.noPlaces}</p> : <ul className="k-list">{places.map((one) => <li key={one.id} className="k-between"><strong>{language === 'zh' ? one.name : one.nameEn}</strong><span className="k-muted">{w.placeKinds[one.kind]} · {nameOf(one.outletId)}</span></li>)}</ul>)}</Answered>
      <Dialog open={adding} onClose={() => add(false)} title={w.addPlace}>{adding ? <AddPlace brandId={brandId} done={() => add(false)} /> : null}</Dialog>
    </Card>
  );
}
