// The loaner that I have: until when, what was charged, what became of the deposit.
import { Card, Tag } from '#kit/card.tsx';
import { Money, When } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { loanerWords } from '#client/loaner-words';

export function Loans({ vehicleId }: { vehicleId: string }) {
  const w = useWords(loanerWords);
  const { language } = useLanguage();
  const loans = useAsk('myLoans', {}, { topics: ['loaners'] });
  const here = (loans.data?.loans ?? []).filter((one) => one.vehicleId === vehicleId && (one.state !== 'settled' || one.stillOwedFen > 0));
  if (here.length === 0) return null;
  return (
    <>{here.map((one) => (
      <Card key={one.id} title={w.loaner} aside={<Tag tone={one.late ? 'warn' : 'info'}>{one.late ? w.late : w.state[one.state]}</Tag>}>
        <div className="k-stack">
          <p><strong>{language === 'zh' ? one.modelName : one.modelNameEn} · {one.plateNo}</strong><br /><span className="k-muted">{language === 'zh' ? one.outletName : one.outletNameEn} · {w.until} <When at={one.untilAt} /></span></p>
          <dl className="o-pairs">
            {one.depositFen === 0 ? null : <div><dt>{w.deposit}</dt><dd><Money fen={one.depositFen} /></dd></div>}
            {one.charges.map((charge) => <div key={charge.id}><dt>{w.charge[charge.kind]} · {charge.what}</dt><dd><Money fen={charge.fen} /></dd></div>)}
            {one.depositBackFen === null ? null : <div><dt>{w.back}</dt><dd><Money fen={one.depositBackFen} /></dd></div>}
            {one.stillOwedFen === 0 ? null : <div><dt>{w.owed}</dt><dd><Money fen={one.stillOwedFen} /></dd></div>}
          </dl>
          {one.state === 'returned' && one.finesUntil !== null ? <p className="k-muted">{w.fines(one.finesUntil)}</p> : null}
        </div>
      </Card>
    ))}</>
  );
}
