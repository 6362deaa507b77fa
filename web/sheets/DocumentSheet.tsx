// The papers of a visit as they will lie on paper, part by part; each says only what was issued with it.
import type { ReactNode } from 'react';
import { clockTime, dayOf, yuan } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { workWords } from '#client/work-words';
import type { Out } from '#client/client';
import { words } from './document-words.ts';
import { Facts, Part, Sheet, SheetHead, type Paper } from './Sheet.tsx';

export type DocumentData = Out<'showDocument'>;

type One = { one: DocumentData };
const km = (value: number): string => `${value.toLocaleString('en-US')} km`;
/** A moment on paper: the day in figures that nobody can take for another, and the time. */
function useTime(): (at: string) => string {
  const { language } = useLanguage();
  return (at) => `${dayOf(at)} ${clockTime(at, language)}`;
}

function CarPart({ one }: One) {
  const w = useWords(words);
  const { language } = useLanguage();
  const time = useTime();
  const { car, owner, workOrder, checkIn } = one.content;
  return (
    <Part title={w.car}>
      <Facts rows={[[w.order, workOrder.number], [w.plate, car.plateNo ?? '–'], [w.vin, car.vin], [w.model, language === 'zh' ? car.modelName : car.modelNameEn], [w.owner, owner.name], [w.phone, owner.phone],
        [w.in, time(workOrder.checkedInAt)], [w.odometer, km(checkIn.odometerKm)], ...(one.kind === 'release' ? [] : [[w.promised, time(workOrder.promisedAt)] as const])]} />
    </Part>
  );
}

function CheckInPart({ one }: One) {
  const w = useWords(words);
  const v = useWords(workWords);
  const mark = useMarks();
  const { checkIn, workOrder } = one.content;
  const noted = checkIn.photos.filter((photo) => photo.note !== undefined);
  const file = (id: string): string => `/api/work-orders/${workOrder.id}/files/${id}`;
  return (
    <>
      <Part title={w.received}>
        <Facts rows={[[w.soc, `${checkIn.socPct} %`], [w.keys, checkIn.keys], [w.lamps, checkIn.warningLamps.length === 0 ? w.none2 : checkIn.warningLamps.map((code) => v.lamp[code] ?? code).join(mark.comma)], [w.items, checkIn.itemsLeft === '' ? w.none2 : checkIn.itemsLeft]]} />
        <p><span className="small">{w.statement}</span>{checkIn.statement}</p>
      </Part>
      {checkIn.photos.length === 0 ? null : <Part title={w.photos}><div className="p-photos">{checkIn.photos.map((photo) => <figure key={photo.fileId}><img src={file(photo.fileId)} alt={v.photo[photo.position as 'front']} />{v.photo[photo.position as 'front']}</figure>)}</div>
        {noted.length === 0 ? null : <ul className="p-notes">{noted.map((photo) => <li key={photo.fileId}>{v.photo[photo.position as 'front']}{mark.colon}{photo.note}</li>)}</ul>}</Part>}
    </>
  );
}

function DiagnosisPart({ one }: One) {
  const w = useWords(words);
  const { diagnosis } = one.content;
  if (diagnosis === null) return null;
  return <Part title={w.diagnosis}><p><span className="small">{w.complaint}</span>{diagnosis.complaint}</p><p><span className="small">{w.cause}</span>{diagnosis.cause}</p><p><span className="small">{w.correction}</span>{diagnosis.correction}</p></Part>;
}

function LinesPart({ one }: One) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { lines, totalFen, ownerFen, workOrder } = one.content;
  const time = useTime();
  const answers = one.kind === 'estimate';
  const sum = (kind: 'labour' | 'part', of: 'totalFen' | 'ownerFen'): number => lines.filter((line) => line.kind === kind && line.answer !== 'declined').reduce((fen, line) => fen + line[of], 0);
  const struck = (line: (typeof lines)[number], text: string): ReactNode => (line.answer === 'declined' ? <s>{text}</s> : text);
  return (
    <Part title={w.lines} long>
      <table className="p-table p-money">
        <thead><tr><th>{w.name}</th><th className="num">{w.quantity}</th><th className="num">{w.sum}</th><th className="p-wide">{w.payer}</th><th className="num">{w.ownerPays}</th>{answers ? <th className="p-wide">{w.answer}</th> : null}</tr></thead>
        <tbody>{lines.map((line) => (
          <tr key={line.id}><td>{language === 'zh' ? line.name : line.nameEn}<span className="small">{line.kind === 'labour' ? w.labour : w.part} · {line.code}{line.origin == null ? '' : ` · ${w.origins[line.origin as 'originalPart'] ?? ''}`}<span className="p-narrow"> · {v.payType[line.payType as 'owner']}{answers ? ` · ${v.answer[line.answer as 'sent']}` : ''}</span></span></td><td className="num">{line.quantity}</td><td className="num">{struck(line, yuan(line.totalFen))}</td><td className="p-wide">{v.payType[line.payType as 'owner']}</td><td className="num">{struck(line, yuan(line.ownerFen))}</td>{answers ? <td className="p-wide">{v.answer[line.answer as 'sent']}</td> : null}</tr>
        ))}</tbody>
        <tfoot>{(['labour', 'part'] as const).map((kind) => <tr key={kind} className="p-sub"><td>{w.sumOf[kind]}</td><td /><td className="num">{yuan(sum(kind, 'totalFen'))}</td><td className="p-wide" /><td className="num">{yuan(sum(kind, 'ownerFen'))}</td>{answers ? <td className="p-wide" /> : null}</tr>)}
          <tr><td>{w.total}</td><td /><td className="num">{yuan(totalFen)}</td><td className="p-wide" /><td className="num">{yuan(ownerFen)}</td>{answers ? <td className="p-wide" /> : null}</tr></tfoot>
      </table>
      {answers && workOrder.estimateValidUntil != null ? <p>{w.validUntil} <strong>{time(workOrder.estimateValidUntil)}</strong></p> : null}
    </Part>
  );
}

function JobsPart({ one }: One) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { lines, workers } = one.content;
  return (
    <>
      <Part title={w.lines} long>
        <table className="p-table">
          <thead><tr><th className="p-tick">{w.done}</th><th>{w.name}</th><th className="num">{w.quantity}</th><th /></tr></thead>
          <tbody>{lines.map((line) => <tr key={line.id}><td>□</td><td>{language === 'zh' ? line.name : line.nameEn}<span className="small">{line.code}</span></td><td className="num">{line.quantity}</td><td>{[line.hv ? w.hv : '', line.safety ? w.safety : ''].filter((text) => text !== '').join(' · ')}</td></tr>)}</tbody>
        </table>
      </Part>
      {lines.some((line) => line.hv) ? <Part title={w.hv}><ul className="p-boxes">{w.hvRules.split('\n').map((rule) => <li key={rule}>{rule}</li>)}</ul></Part> : null}
      <Part title={w.workers}>{workers.length === 0 ? <div className="p-signs"><div>{w.workers}</div><div>{w.guardian}</div></div> : workers.map((one) => <div key={`${one.name}${one.hv}`}>{one.name}{one.guardian === null ? '' : ` · ${w.guardian} ${one.guardian}`}</div>)}</Part>
    </>
  );
}

function Quality({ one }: One) {
  const w = useWords(words);
  const { quality } = one.content;
  if (quality === null) return null;
  return <Part title={w.quality}><p><strong>{w.classes[quality.repairClass]}</strong>{w.colon}{w.qualityIs(km(quality.km).replace(' km', ''), quality.untilOn)}</p></Part>;
}

function SettlementPart({ one }: One) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { invoice, advice } = one.content;
  return (
    <>
      {invoice === null ? null : <Part title={w.settled}><Facts rows={[[w.invoice, invoice.number], [w.owed, yuan(invoice.owedFen)], [w.paid, yuan(invoice.paidFen)], ...(invoice.payments ?? []).map((one): [string, string] => [v.channel[one.channel as 'cash'], yuan(one.amountFen)]), [w.refunded, yuan(invoice.refundedFen)]]} /></Part>}
      <Quality one={one} />
      {advice.length === 0 ? null : <Part title={w.declined}>{advice.map((line) => <div key={line.name}>{language === 'zh' ? line.name : line.nameEn}</div>)}</Part>}
    </>
  );
}

function ReleasePart({ one }: One) {
  const w = useWords(words);
  const time = useTime();
  const { inspection } = one.content;
  return (
    <>
      <Part title={w.inspection}>
        {inspection === null ? <p>{w.selfChecked}</p> : <Facts rows={[[w.inspector, inspection.byName], [w.date, time(inspection.at)], [w.inspection, inspection.passed ? w.passed : '–'], [w.remarks, inspection.words]]} />}
        <p>{w.releaseWords}</p>
      </Part>
      <Quality one={one} />
    </>
  );
}

function QuarantinePart({ one }: One) {
  const w = useWords(words);
  const time = useTime();
  const { quarantine, car, workOrder } = one.content;
  if (quarantine === null) return null;
  return (
    <>
      <p className="p-big">{w.danger}</p>
      <Part title={`${car.plateNo ?? '–'} · ${workOrder.number}`}><Facts rows={[[w.vin, car.vin], [w.reason, <span key="why" className="p-why">{quarantine.why}</span>], [w.clearance, w.metres(quarantine.clearanceM)], [w.watch, w.hours(quarantine.watchHours)], [w.from, time(quarantine.fromAt)], [w.until, time(quarantine.untilAt)]]} /></Part>
      <Part title={w.done}><ul className="p-boxes"><li>{w.outdoors}</li><li>{w.keysAway}</li><li>{w.noTow}</li></ul></Part>
      <div className="p-log"><Part title={w.log}><table className="p-table"><thead><tr>{[1, 2].flatMap((half) => [<th key={`${half} time`}>{w.time}</th>, <th key={`${half} temp`}>{w.temp}</th>, <th key={`${half} sign`}>{w.sign}</th>])}</tr></thead>
        <tbody>{Array.from({ length: Math.ceil(quarantine.watchHours / 2) }, (_, row) => <tr key={row}><td>&nbsp;</td><td /><td /><td /><td /><td /></tr>)}</tbody></table></Part></div>
    </>
  );
}

function Signs({ one }: One) {
  const w = useWords(words);
  const { checkIn, workOrder } = one.content;
  const signed = one.kind === 'checkIn' && checkIn.signatureFileId !== null;
  return (
    <section className="p-part"><div className="p-signs">
      <div>{one.kind === 'release' ? w.inspector : `${w.signer} ${one.kind === 'checkIn' ? checkIn.signerName : ''}`}{signed ? <img src={`/api/work-orders/${workOrder.id}/files/${checkIn.signatureFileId}`} alt={w.sign} /> : null}{one.kind === 'checkIn' && checkIn.unsignedWhy !== undefined ? <small>{w.unsigned} {checkIn.unsignedWhy}</small> : null}</div>
      <div>{one.kind === 'release' ? w.date : `${w.adviser} ${one.issuedBy}`}</div>
    </div></section>
  );
}

const parts: Record<DocumentData['kind'], readonly ((props: One) => ReactNode)[]> = {
  checkIn: [CarPart, CheckInPart, Signs], estimate: [CarPart, DiagnosisPart, LinesPart, Signs], jobs: [CarPart, DiagnosisPart, JobsPart], settlement: [CarPart, LinesPart, SettlementPart, Signs],
  release: [CarPart, LinesPart, ReleasePart, Signs], quarantine: [QuarantinePart],
};

export function DocumentSheet({ one, paper }: { one: DocumentData; paper: Paper }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { brand, outlet } = one.content;
  const [place, maker] = language === 'zh' ? [outlet.name, brand.name] : [outlet.nameEn, brand.nameEn];
  return (
    <Sheet paper={paper} label={w.kinds[one.kind]}>
      <SheetHead title={w.kinds[one.kind]} place={`${place} · ${maker}`} lines={[`${outlet.address} · ${outlet.phone}`]} print={one} copyLabel={w.copy(one.prints)} qrLabel={w.verify} />
      {one.intact ? null : <strong className="p-copy">{w.altered}</strong>}
      {parts[one.kind].map((Section) => <Section key={Section.name} one={one} />)}
      <footer className="p-foot">{w.terms[one.kind].split('\n').map((term) => <div key={term}>{term}</div>)}<div>{w.hotline} {brand.hotline} · {w.verify} · SHA-256 {one.hash.slice(0, 32)}</div></footer>
    </Sheet>
  );
}
