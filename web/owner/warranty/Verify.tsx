// Checking a printed evidence pack by its code, without signing in: whether it was issued here and is intact, and its figures.
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { sheetWords } from '../../sheets/words.ts';

function Checked({ code }: { code: string }) {
  const s = useWords(sheetWords);
  const { language } = useLanguage();
  const says = useSays();
  const found = useAsk('verifyEvidence', { code });
  return (
    <Answered of={found} says={says} lines={4}>{(one) => (
      <Card>
        <Notice tone={one.intact ? 'good' : 'danger'}>{one.intact ? s.good : s.broken}</Notice>
        <dl className="o-pairs">
          <div><dt>{s.code}</dt><dd>{one.code}</dd></div><div><dt>{s.brand}</dt><dd>{language === 'zh' ? one.brandName : one.brandNameEn}</dd></div><div><dt>{s.vinEnd}</dt><dd>{one.vinEnd}</dd></div><div><dt>{s.issued}</dt><dd><When at={one.issuedAt} /></dd></div>
          <div><dt>{s.countedVisits}</dt><dd>{one.visits}</dd></div><div><dt>{s.totalDays}</dt><dd>{one.days ?? '–'}</dd></div><div><dt>{s.dueRules}</dt><dd>{one.due.join(', ') || s.none}</dd></div>
        </dl>
        <p className="k-muted" style={{ overflowWrap: 'anywhere' }}>{s.hash}<br />{one.hash}</p>
      </Card>
    )}</Answered>
  );
}

export function Verify() {
  const { code = '' } = useParams();
  const s = useWords(sheetWords);
  const { language, speak } = useLanguage();
  const go = useNavigate();
  const [typed, setTyped] = useState(code);
  return (
    <main className="o-frame o-page">
      <title>{`${s.verifyTitle} · CareLoop`}</title>
      <div className="o-head"><h1>{s.verifyTitle}</h1><div className="end"><button type="button" className="k-button" data-kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{s.language}</button></div></div>
      <p className="k-muted">{s.verifyLead}</p>
      <Card><Form label={s.verifyTitle} onSubmit={() => void go(`/verify/${typed.trim().toUpperCase()}`)}><TextField label={s.code} value={typed} onValue={setTyped} maxLength={12} autoCapitalize="characters" /><Button type="submit" kind="primary" disabled={typed.trim().length !== 12}>{s.verifyDo}</Button></Form></Card>
      {code === '' ? null : <Checked key={code} code={code} />}
    </main>
  );
}
