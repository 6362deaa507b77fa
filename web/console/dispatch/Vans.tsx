// The vehicles of an outlet: tools and parts on board, shift and driver; who plans the day changes them, and says who drives today.
import { useState } from 'react';
import { vanKinds } from '#api/dispatch';
import { toolNeeds } from '#api/prices';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, Switch, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { words as placeWords } from '../network/place-words.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import type { Day } from './RoadMap.tsx';
import { vanWords } from './van-words.ts';
import { words } from './words.ts';

type Listed = Out<'listVans'>;
type Van = Listed['vans'][number];
/** What rescue and labour operations ask for by name; everything else is written as the price book writes it. */
const knownTools: readonly string[] = ['jumpStarter', 'mobileCharger', 'tyreService', ...toolNeeds];
const isKnown = (tool: string): boolean => knownTools.includes(tool);
function useToolWords(): (tool: string) => string {
  const [rescue, places] = [useWords(rescueWords), useWords(placeWords)];
  return (tool) => rescue.means[tool as 'jumpStarter'] ?? places.kinds[tool as 'torqueWrench'] ?? tool;
}
const whole = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN);
const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text.trim());

function useDrivers(outletId: string): { value: string; label: string }[] {
  const v = useWords(vanWords);
  const technicians = useAsk('listTechnicians', { outletId });
  return [{ value: '', label: v.nobody }, ...(technicians.data?.technicians ?? []).map((one) => ({ value: one.staffId, label: one.name }))];
}

function startOf(van: Van | undefined) {
  return {
    kind: (van?.kind ?? 'serviceVan') as string, name: van?.name ?? '', plateNo: van?.plateNo ?? '', staffId: van?.staffId ?? '', height: String(van?.heightCm ?? 198), shiftFrom: van?.shiftFrom ?? '08:30', shiftUntil: van?.shiftUntil ?? '18:00', overtime: String(van?.overtimeMin ?? 60),
    breakFrom: van?.breakFrom ?? '11:30', breakUntil: van?.breakUntil ?? '13:30', breakMin: String(van?.breakMin ?? 40), otherTools: (van?.tools ?? []).filter((tool) => !isKnown(tool)).join(', '),
  };
}

function Edit({ van, outletId, done }: { van: Van | undefined; outletId: string; done(): void }) {
  const v = useWords(vanWords);
  const w = useWords(words);
  const toolWords = useToolWords();
  const [text, setText] = useState(() => startOf(van));
  const [carried, setCarried] = useState<readonly string[]>((van?.tools ?? []).filter(isKnown));
  const [inUse, setInUse] = useState(van?.inUse ?? true);
  const [add, change] = [useAct('addVan'), useAct('changeVan')];
  const drivers = useDrivers(outletId);
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const fields = {
    name: text.name.trim(), plateNo: text.plateNo.trim() === '' ? null : text.plateNo.trim(), staffId: text.staffId === '' ? null : text.staffId, tools: [...new Set([...carried, ...text.otherTools.split(/[,，、]+/).map((tool) => tool.trim()).filter((tool) => tool !== '')])],
    heightCm: whole(text.height), lon: van?.lon ?? null, lat: van?.lat ?? null, shiftFrom: text.shiftFrom.trim(), shiftUntil: text.shiftUntil.trim(), overtimeMin: whole(text.overtime), breakFrom: text.breakFrom.trim(), breakUntil: text.breakUntil.trim(), breakMin: whole(text.breakMin), inUse,
  };
  const complete = fields.name !== '' && ![fields.heightCm, fields.overtimeMin, fields.breakMin].some(Number.isNaN) && [text.shiftFrom, text.shiftUntil, text.breakFrom, text.breakUntil].every(isClock);
  const after = { onSuccess: () => {
    say(v.saved);
    done();
  } };
  return (
    <Form label={van === undefined ? v.add : v.edit} onSubmit={() => (van === undefined ? add.mutate({ outletId, kind: text.kind as Van['kind'], ...fields }, after) : change.mutate({ vanId: van.id, ...fields, version: van.version }, after))}>
      {van === undefined ? <SelectField label={v.kind} {...set('kind')} options={vanKinds.map((value) => ({ value, label: w.van[value] }))} /> : null}
      <TextField label={v.name} {...set('name')} maxLength={40} /><TextField label={v.plate} {...set('plateNo')} maxLength={12} /><SelectField label={v.usualDriver} {...set('staffId')} options={drivers} /><TextField label={v.height} hint={v.heightHint} {...set('height')} inputMode="numeric" />
      <div className="k-field"><span className="k-label">{v.tools}</span>{knownTools.map((tool) => <Switch key={tool} label={toolWords(tool)} on={carried.includes(tool)} onTurn={(on) => setCarried(on ? [...carried, tool] : carried.filter((other) => other !== tool))} />)}</div>
      <TextField label={v.otherTools} hint={v.otherToolsHint} {...set('otherTools')} />
      <TextField label={v.from} {...set('shiftFrom')} type="time" /><TextField label={v.until} {...set('shiftUntil')} type="time" /><TextField label={v.overtime} {...set('overtime')} inputMode="numeric" />
      <TextField label={v.breakFrom} {...set('breakFrom')} type="time" /><TextField label={v.breakUntil} {...set('breakUntil')} type="time" /><TextField label={v.breakMin} {...set('breakMin')} inputMode="numeric" />
      {van === undefined ? null : <Switch label={v.inUse} on={inUse} onTurn={setInUse} />}
      <Stale error={add.error ?? change.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={add.isPending || change.isPending} disabled={!complete}>{v.save}</Button><Button onClick={done}>{v.cancel}</Button></div>
    </Form>
  );
}

function Stock({ van, stock, brandIds, done }: { van: Van; stock: Listed['stock']; brandIds: readonly string[]; done(): void }) {
  const v = useWords(vanWords);
  const { language } = useLanguage();
  const me = useMe();
  const [brandId, setBrand] = useState(brandIds[0] ?? '');
  const parts = useAsk('showPriceList', { brandId }, { enabled: brandId !== '' }).data?.parts ?? [];
  const [code, setCode] = useState('');
  const chosen = parts.some((part) => part.code === code) ? code : (parts[0]?.code ?? '');
  const known = stock.find((one) => one.brandId === brandId && one.code === chosen);
  const [typed, setTyped] = useState<{ quantity?: string; keep?: string }>({});
  const [quantity, keep] = [typed.quantity ?? '', typed.keep ?? String(known?.keep ?? 0)];
  const counted = quantity.trim() === '' ? undefined : whole(quantity);
  const act = useAct('stockVan');
  const choose = (set: (value: string) => void) => (value: string): void => {
    set(value);
    setTyped({});
  };
  return (
    <Form label={v.stock} onSubmit={() => act.mutate({ vanId: van.id, brandId, code: chosen, ...(counted === undefined ? {} : { quantity: counted }), keep: whole(keep) }, { onSuccess: () => {
      say(v.saved);
      setTyped({});
    } })}>
      {brandIds.length < 2 ? null : <SelectField label={v.brand} value={brandId} onValue={choose(setBrand)} options={me.brands.filter((brand) => brandIds.includes(brand.id)).map((brand) => ({ value: brand.id, label: language === 'zh' ? brand.name : brand.nameEn }))} />}
      <SelectField label={v.part} value={chosen} onValue={choose(setCode)} options={parts.map((part) => ({ value: part.code, label: `${language === 'zh' ? part.name : part.nameEn} · ${part.code}` }))} />
      <TextField label={v.quantity} hint={v.quantityHint(known?.quantity ?? 0)} value={quantity} onValue={(value) => setTyped({ ...typed, quantity: value })} inputMode="numeric" /><TextField label={v.keep} value={keep} onValue={(value) => setTyped({ ...typed, keep: value })} inputMode="numeric" />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={chosen === '' || Number.isNaN(whole(keep)) || whole(keep) > 999 || (counted !== undefined && !(counted <= 999))}>{v.save}</Button><Button onClick={done}>{v.cancel}</Button></div>
    </Form>
  );
}

function DriverToday({ van, day, outletId, done }: { van: Van; day: Day; outletId: string; done(): void }) {
  const v = useWords(vanWords);
  const seen = day.vans.find((one) => one.id === van.id);
  const [staffId, setStaffId] = useState(seen?.staffId ?? van.staffId ?? '');
  const [off, setOff] = useState(seen?.off === 'broken' || seen?.off === 'away');
  const act = useAct('setVanDay');
  const drivers = useDrivers(outletId);
  return (
    <Form label={v.today} onSubmit={() => act.mutate({ vanId: van.id, on: day.onDay, staffId: staffId === '' ? null : staffId, offFrom: null, offWhy: off ? 'away' : null }, { onSuccess: () => {
      say(v.saved);
      done();
    } })}>
      <p className="k-muted">{v.todayLead}</p>
      <SelectField label={v.who} value={staffId} onValue={setStaffId} options={drivers.filter((one) => one.value !== '' || van.staffId === null)} /><Switch label={v.off} on={off} onTurn={setOff} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending}>{v.save}</Button><Button onClick={done}>{v.cancel}</Button></div>
    </Form>
  );
}

type Opened = { what: 'edit' | 'stock' | 'today'; vanId: string | null };

function Row({ van, list, day, may, open }: { van: Van; list: Listed; day: Day; may: boolean; open(what: Opened): void }) {
  const v = useWords(vanWords);
  const w = useWords(words);
  const toolWords = useToolWords();
  const mark = useMarks();
  const says = useSays();
  const stock = list.stock.filter((one) => one.vanId === van.id);
  const seen = day.vans.find((one) => one.id === van.id);
  const driver = seen?.staffName ?? van.staffName;
  const back = useAct('setVanDay');
  return (
    <tr>
      <td><strong>{van.name}</strong> {van.inUse ? null : <Tag>{v.notInUse}</Tag>}{seen?.off == null ? null : <Tag tone="warn">{w.off[seen.off]}</Tag>}<br /><span className="k-muted">{[w.van[van.kind], van.plateNo ?? '', van.heightCm > 0 ? `${van.heightCm} cm` : ''].filter((one) => one !== '').join(' · ')}</span></td>
      <td>{driver === '' ? v.nobody : driver}<br /><span className="k-muted">{van.shiftFrom}–{van.shiftUntil}</span></td>
      <td>{van.tools.length === 0 ? v.noTools : van.tools.map(toolWords).join(mark.comma)}</td>
      <td>{stock.length === 0 ? v.noParts : stock.map((one) => <span key={`${one.brandId} ${one.code}`}>{one.code} {v.each(one.quantity, one.keep)}<br /></span>)}</td>
      <td>{may ? <div className="k-row">{seen?.off == null ? null : <Button small kind="primary" busy={back.isPending} onClick={() => back.mutate({ vanId: van.id, on: day.onDay, staffId: seen.staffId, offFrom: null, offWhy: null }, { onSuccess: () => say(v.backNow), onError: (error) => say(says(error), 'danger') })}>{v.back}</Button>}{(['stock', 'today', 'edit'] as const).map((what) => <Button key={what} small onClick={() => open({ what, vanId: van.id })}>{v[what]}</Button>)}</div> : null}</td>
    </tr>
  );
}

export function Vans({ day, outletId, may }: { day: Day; outletId: string; may: boolean }) {
  const v = useWords(vanWords);
  const says = useSays();
  const list = useAsk('listVans', { outletId }, { topics: ['dispatch'] });
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  const done = (): void => setOpened(undefined);
  const van = list.data?.vans.find((one) => one.id === opened?.vanId);
  return (
    <Card title={v.title} aside={may ? <Button small onClick={() => setOpened({ what: 'edit', vanId: null })}>{v.add}</Button> : null}>
      <p className="k-muted">{v.lead}</p>
      <Answered of={list} says={says} lines={4}>{(data) => data.vans.length === 0 ? <Empty icon="car" title={v.nobody} /> : (
        <Table label={v.title} columns={[v.vehicle, v.driver, v.tools, v.onBoard, { label: v.hidden, hidden: true }]}>{data.vans.map((one) => <Row key={one.id} van={one} list={data} day={day} may={may} open={setOpened} />)}</Table>
      )}</Answered>
      <Dialog open={opened !== undefined} onClose={done} title={opened === undefined ? '' : van === undefined ? v.add : `${v[opened.what]} · ${van.name}`}>
        {opened === undefined ? null : opened.what === 'edit' || van === undefined ? <Edit van={van} outletId={outletId} done={done} />
          : opened.what === 'stock' ? <Stock van={van} stock={(list.data?.stock ?? []).filter((one) => one.vanId === van.id)} brandIds={day.brandIds} done={done} /> : <DriverToday van={van} day={day} outletId={outletId} done={done} />}
      </Dialog>
    </Card>
  );
}
