// The catalogue: numbers by code, name or the car they fit; what each is; and the sheet in and out.
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Money } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type Sheet = Out<'checkPartSheet'>;

function SheetIn({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const file = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState<Sheet | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [apply, undo] = [useAct('applyPartSheet'), useAct('undoPartSheet')];
  async function check(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    setError(undefined);
    await callWithFile('checkPartSheet', { brandId, fileName: chosen.name.slice(0, 120) }, chosen).then(setSheet, setError);
    if (file.current !== null) file.current.value = '';
  }
  return (
    <>
      <div className="c-filters"><Link className="k-button" data-small="true" data-kind="primary" to={links.editPart(brandId)}>{w.addPart}</Link><a className="k-button" data-small="true" href={`/api/parts/sheets/catalogue.xlsx?${new URLSearchParams({ brandId })}`} download={`parts-${brandId}.xlsx`}>{w.exportSheet}</a><Button small onClick={() => file.current?.click()}>{w.importSheet}</Button><input ref={file} type="file" accept=".xlsx,.csv" hidden aria-label={w.importSheet} onChange={(event) => void check(event.target.files?.[0])} /></div>
      {error === undefined ? null : <Notice tone="danger">{says(error as Error)}</Notice>}
      {sheet === undefined ? null : (
        <Card title={sheet.fileName} aside={<Button small onClick={() => setSheet(undefined)}>{w.back}</Button>}>
          <p>{w.checked(sheet.good, sheet.bad)}</p>
          <ul className="k-list">{sheet.rows.filter((row) => row.faults.length > 0).slice(0, 50).map((row) => <li key={row.line}><strong>{w.line(row.line)}</strong> <span className="k-muted">{row.cells['件号']}</span> {row.faults.map((fault) => <Tag key={fault.column + fault.code} tone="danger">{fault.column} {w.faults[fault.code]}</Tag>)}</li>)}</ul>
          <div className="k-row">
            {sheet.state === 'checked' ? <Button kind="primary" busy={apply.isPending} disabled={sheet.good === 0} onClick={() => apply.mutate({ partSheetId: sheet.id, version: sheet.version }, { onSuccess: (done) => { setSheet(done); say(w.applied(done.made)); } })}>{w.apply}</Button> : null}
            {sheet.state === 'applied' ? <Button busy={undo.isPending} onClick={() => undo.mutate({ partSheetId: sheet.id, version: sheet.version }, { onSuccess: (done) => { setSheet(done); say(w.undone); } })}>{w.undo}</Button> : null}
          </div>
          <Stale error={apply.error ?? undo.error} />
        </Card>
      )}
    </>
  );
}

export function Catalogue({ brandId, find, onFind }: { brandId: string; find: string; onFind(text: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const [vin, setVin] = useState('');
  const typed = vin.trim().toUpperCase();
  const looksUp = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') && typed.length >= 4 && typed.length !== 17;
  const cars = useAsk('findVehicles', { brandId, text: typed, limit: 2 }, { enabled: looksUp }).data?.vehicles ?? [];
  const car = typed.length === 17 ? typed : looksUp && cars.length === 1 ? cars[0]?.id : undefined;
  const asked = useAsk('findParts', { brandId, limit: 100, ...(find.trim() === '' ? {} : { text: find.trim() }), ...(car === undefined ? {} : { vehicleId: car }) }, { topics: ['parts'], keep: true });
  return (
    <>
      <div className="c-filters"><input className="k-input c-find" aria-label={w.find} placeholder={w.find} value={find} onChange={(event) => onFind(event.target.value)} /><input className="k-input c-find" aria-label={w.byCar} placeholder={w.byCar} value={vin} onChange={(event) => setVin(event.target.value)} />
        {typed === '' ? null : <small role="status">{car === undefined ? (looksUp && cars.length > 1 ? w.manyCars : w.noCar) : cars[0] === undefined || typed.length === 17 ? typed : `${cars[0].plateNo ?? ''} · ${language === 'zh' ? cars[0].modelName : cars[0].modelNameEn} · ${cars[0].vinMasked}`}</small>}</div>
      {may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') ? <SheetIn brandId={brandId} /> : null}
      <Answered of={asked} says={says} lines={8}>{({ parts }) => (parts.length === 0 ? <Empty icon="search" title={w.none} /> : (
        <Table label={w.tabs.catalogue} columns={[w.part, w.class, { label: w.costEach, num: true }, w.chain, { label: w.everywhere, num: true }]}>{parts.map((one) => (
          <tr key={one.code}>
            <td><Link to={links.part(brandId, one.code)}><strong>{language === 'zh' ? one.name : one.nameEn}</strong></Link><small>{one.code}{one.side === null ? '' : ` · ${w.sides[one.side]}`}{one.colour === null ? '' : ` · ${one.colour}`}</small>{one.fits === null ? null : <Tag tone={one.fits === 'yes' ? 'good' : 'warn'}>{w.fits[one.fits]}</Tag>}</td>
            <td>{w.classes[one.class]}<span className="c-inline">{one.unNumber === null ? null : <Tag tone="danger">{one.unNumber}</Tag>}{one.softwareCoded ? <Tag tone="info">{w.coded}</Tag> : null}</span></td>
            <td className="num">{one.costFen === null ? '–' : <Money fen={one.costFen} />}</td><td>{one.chain.length < 2 ? '–' : one.chain.join(' → ')}</td><td className="num">{one.onHandEverywhere}</td>
          </tr>
        ))}</Table>
      ))}</Answered>
    </>
  );
}
