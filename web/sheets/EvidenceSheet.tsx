// The evidence pack as a paper: the car, its periods, every sum with its source, every visit, who was told; at its end the
// code, the hash and where anybody may check them.
import './sheet.css';
import { clockTime, dayOf, Money } from '#kit/figures.tsx';
import { QrCode } from '#kit/qr.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { claimWords } from '#client/claim-words';
import type { Out } from '#client/client';
import { guaranteeWords } from '#client/guarantee-words';
import { useCounterName, type Counter } from '#client/guarantees';
import { workWords } from '#client/work-words';
import { sheetWords } from './words.ts';

type Shown = Out<'showEvidencePack'>;
type Pack = Shown['pack'];
/** A moment on paper: the day and the time, whatever day it is read. */
function On({ at }: { at: string }) {
  const { language } = useLanguage();
  return <span className="on">{`${dayOf(at)} ${clockTime(at, language)}`}</span>;
}
const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

function Car({ pack }: { pack: Pack }) {
  const s = useWords(sheetWords);
  const g = useWords(guaranteeWords);
  const { language } = useLanguage();
  return (
    <dl className="pairs">
      <dt>{s.vin}</dt><dd>{pack.vin}</dd><dt>{s.plate}</dt><dd>{pack.plateNo ?? '–'}</dd><dt>{s.model}</dt><dd>{language === 'zh' ? pack.modelName : pack.modelNameEn}</dd><dt>{s.use}</dt><dd>{s.uses[pack.usageNature] ?? ''}</dd>
      <dt>{s.delivered}</dt><dd>{pack.deliveredOn ?? '–'}</dd><dt>{s.start}</dt><dd>{pack.startOn ?? '–'}</dd><dt>{s.odometer}</dt><dd>{pack.odometerKm === null ? '–' : `${pack.odometerKm.toLocaleString('en-US')} km`}</dd><dt>{s.certificate}</dt><dd>{pack.certificateNumber ?? '–'}</dd>
      <dt>{s.at}</dt><dd><On at={pack.at} /></dd><dt>{s.standing}</dt><dd>{g.standing[pack.standing as 'household']}</dd>
    </dl>
  );
}

function Sums({ pack }: { pack: Pack }) {
  const s = useWords(sheetWords);
  const g = useWords(guaranteeWords);
  const name = useCounterName();
  const mark = useMarks();
  return (
    <>
      <h2>{s.periods}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={s.pack}><table><thead><tr><th>{s.period}</th><th>{s.from}</th><th>{s.until}</th><th className="num">{s.km}</th><th /><th>{s.article}</th></tr></thead><tbody>{pack.periods.map((one) => (
        <tr key={one.kind}><td>{g.periods[one.kind as 'early']}</td><td className="on">{one.firstOn}</td><td className="on">{one.lastOn}</td><td className="num">{one.mostKm === null ? '–' : one.mostKm.toLocaleString('en-US')}</td><td>{one.open ? s.running : s.over}</td><td className="on">{s.inForce(one.article, one.validFrom)}</td></tr>
      ))}</tbody></table></div>
      <h2>{s.counters}</h2>
      {pack.counters.length === 0 ? <p>{s.none}</p> : <div className="scroll" tabIndex={0} role="region" aria-label={s.pack}><table><thead><tr><th>{s.counter}</th><th className="num">{s.value}</th><th className="num">{s.most}</th><th>{s.sum}</th><th>{s.source}</th></tr></thead><tbody>{pack.counters.map((one) => (
        <tr key={one.kind + one.key}><td>{name(one.kind as Counter['kind'], one.key)}</td><td className="num">{one.value}</td><td className="num">{one.most}</td>
          <td>{one.sum.map((part) => <div key={part.number + part.onDay + part.hours}>{part.hours === 0 ? s.once(part.number, part.onDay) : s.days(part.number, part.onDay, number(part.hours), part.excludedHours === 0 ? null : number(part.excludedHours), part.days)}</div>)}{one.kind === 'totalRepairDays' ? <strong>{s.total(one.value)}</strong> : null}</td>
          <td><span className="on">{s.inForce(one.article, one.validFrom)}</span><div className="small">{one.source}</div></td></tr>
      ))}</tbody></table></div>}
      <h2>{s.due}</h2>
      {pack.due.length === 0 ? <p>{s.none}</p> : <div className="scroll" tabIndex={0} role="region" aria-label={s.pack}><table><thead><tr><th>{s.due}</th><th>{s.onDay}</th><th>{s.repairs}</th><th>{s.article}</th></tr></thead><tbody>{pack.due.map((one) => (
        <tr key={one.rule + one.onDay + one.repairs.join()}><td>{one.rule} · {g.remedy[one.remedy as 'freeRepair']}{one.value === null ? '' : mark.aside(`${one.value} > ${one.most ?? ''}`)}{one.remedy === 'replaceOrReturn' ? ` · ${one.usageFee ? g.fee : g.noFee}` : ''}</td><td>{one.onDay}</td><td>{one.repairs.join(', ')}</td><td className="on">{s.inForce(one.article, one.validFrom)}</td></tr>
      ))}</tbody></table></div>}
    </>
  );
}

function Visit({ one }: { one: Pack['visits'][number] }) {
  const s = useWords(sheetWords);
  const v = useWords(workWords);
  const c = useWords(claimWords);
  const mark = useMarks();
  const { language } = useLanguage();
  const time = (at: string | null) => (at === null ? '–' : <On at={at} />);
  return (
    <div className="visit">
      <h3>{one.number || s.hidden} · {one.counts ? s.counts : s.countsNot}{one.provisional ? ` (${s.provisional})` : ''}</h3>
      <dl className="pairs"><dt>{s.inAt}</dt><dd>{time(one.checkedInAt)}</dd><dt>{s.doneAt}</dt><dd>{time(one.finishedAt)}</dd>{one.hidden ? null : <><dt>{s.outAt}</dt><dd>{time(one.handedBackAt)}</dd><dt>{s.outlet}</dt><dd>{language === 'zh' ? one.outletName : one.outletNameEn}</dd></>}<dt>{s.odometer}</dt><dd>{one.odometerKm.toLocaleString('en-US')} km</dd></dl>
      {one.statement === '' ? null : <div>{s.said}{mark.colon}{one.statement}</div>}
      {one.diagnosis === null ? null : <div>{s.found}{mark.colon}{one.diagnosis.cause} · {s.did}{mark.colon}{one.diagnosis.correction}</div>}
      {one.lines.length === 0 ? null : <div className="scroll" tabIndex={0} role="region" aria-label={s.pack}><table><thead><tr><th>{s.line}</th><th className="num">{s.quantity}</th><th className="num">{s.price}</th><th className="num">{s.ownerPays}</th><th>{s.payer}</th></tr></thead><tbody>{one.lines.map((line, at) => <tr key={`${at} ${line.code}`}><td>{language === 'zh' ? line.name : line.nameEn} <span className="small">{line.code}</span></td><td className="num">{line.quantity}</td><td className="num"><Money fen={line.totalFen} /></td><td className="num"><Money fen={line.ownerFen} /></td><td>{v.payType[line.payType as 'owner']}</td></tr>)}</tbody></table></div>}
      {one.stated.length === 0 ? null : <ul>{one.stated.map((stated) => <li key={stated.kind + stated.at}>{s.stated}{mark.colon}{c.statement[stated.kind as 'fault']} · {c.statementState[stated.state as 'stands']} · {stated.words} · {stated.byName}{stated.secondName === null ? '' : ` · ${s.second(stated.secondName)}`} · <On at={stated.at} /></li>)}</ul>}
    </div>
  );
}

function Told({ pack }: { pack: Pack }) {
  const s = useWords(sheetWords);
  const c = useWords(claimWords);
  const name = useCounterName();
  return (
    <>
      {pack.told.length === 0 ? null : <><h2>{s.told}</h2><div className="scroll" tabIndex={0} role="region" aria-label={s.pack}><table><thead><tr><th>{s.when}</th><th>{s.limit}</th><th>{s.toldTo}</th></tr></thead><tbody>{pack.told.map((one) => <tr key={one.counter + one.key + one.value + one.at}><td><On at={one.at} /></td><td>{name(one.counter as Counter['kind'], one.key)} {one.value} / {one.most}</td><td>{one.to.map((to) => s.desks[to] ?? to).join(', ')}</td></tr>)}</tbody></table></div></>}
      {pack.mobility.length === 0 ? null : <><h2>{s.mobility}</h2><ul>{pack.mobility.map((one) => <li key={one.number}>{one.number} · {s.since} <On at={one.fromAt} /> · {s.holder} {one.holderName ?? '–'} · {one.metHow === null ? s.notMet : `${s.met} ${c.mobility[one.metHow as 'loanerCar']}`}{one.amountFen === null ? null : <> <Money fen={one.amountFen} /></>}</li>)}</ul></>}
    </>
  );
}

export function EvidenceSheet({ shown, verifyUrl }: { shown: Shown; verifyUrl(code: string): string }) {
  const s = useWords(sheetWords);
  const { language } = useLanguage();
  const { pack, issued } = shown;
  return (
    <article className="s-sheet" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <h1>{s.pack}</h1>
      <p className="lead">{s.packLead(language === 'zh' ? pack.brandName : pack.brandNameEn)}</p>
      <Car pack={pack} />
      <Sums pack={pack} />
      <h2>{s.visits}</h2>
      {pack.visits.length === 0 ? <p>{s.none}</p> : pack.visits.map((one) => <Visit key={one.number + one.checkedInAt} one={one} />)}
      <Told pack={pack} />
      {issued === null ? <p className="small">{s.draft}</p> : (
        <>
          <div className="seal"><QrCode text={verifyUrl(issued.code)} label={s.verify} size={116} /><div><div><strong>{s.code} {issued.code}</strong></div><div>{s.issued} {dayOf(issued.issuedAt)} · {issued.issuedBy}</div><div className="small">{s.hash}<br />{issued.hash}</div><div className="small">{s.verifyAt} {verifyUrl(issued.code)}</div></div></div>
          <div className="signs"><div>{s.sign1}</div><div>{s.sign2}</div></div>
        </>
      )}
    </article>
  );
}
