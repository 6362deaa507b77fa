// Whether a paper is true: a document of a visit or a battery certificate by number and code, or an evidence pack by its code; opened by what is printed on
// it, or typed. It names the outlet or the brand and the fingerprint, no person and no whole VIN.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Slow } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { BatterySheet } from '../../sheets/BatterySheet.tsx';
import { sheetWords } from '../../sheets/words.ts';

const words = defineWords({
  zh: {
    title: '单据验证', lead: '扫描单据上的二维码，或输入编号与校验码。只确认单据真伪，不显示车主信息。', number: '单据编号', code: '校验码（16 位）', ask: '验证', true: '单据有效', newer: '单据真实，但之后出具过新的版本', altered: '编号存在，但内容与校验码不符，请勿采信', noLonger: { visitCancelled: '单据真实，但这次维修已取消', moneyBack: '单据真实，但出具之后已有退款，请勿按此金额报销', dayOver: '单据真实，但已过有效期' }, kind: '类型', outlet: '出具网点', brand: '品牌', issued: '出具时间', hash: '内容指纹', language: 'English', what: '验证什么', whats: { document: '服务单据', battery: '电池证书', evidence: '三包证据包' }, battery: { valid: '证书真实有效，签名正确', newer: '证书真实，但之后出具过更新的证书', revoked: '证书已被撤销', expired: '证书真实，但已过有效期' }, packCode: '证据包核验编号（12 位）',
    kinds: { checkIn: '接车单', estimate: '维修估价单', jobs: '派工单', settlement: '维修结算清单', release: '机动车维修竣工出厂合格证', quarantine: '受损电池隔离标签' } as Record<string, string>,
  },
  en: {
    title: 'Verify a document', lead: 'Scan the code on the paper, or type its number and code. It only says whether the paper is true, nothing of the owner.', number: 'Number', code: 'Code (16 characters)', ask: 'Verify', true: 'This document is true', newer: 'This document is true, and a newer version was issued later', altered: 'The number exists but the content does not match its code; do not trust it', noLonger: { visitCancelled: 'This document is true, but the visit was called off', moneyBack: 'This document is true, but money went back after it was issued; do not pay by this sum', dayOver: 'This document is true, but its day is over' }, kind: 'Kind', outlet: 'Issued by', brand: 'Brand', issued: 'Issued', hash: 'Fingerprint', language: '中文', what: 'What to verify', whats: { document: 'A document of a visit', battery: 'A battery certificate', evidence: 'An evidence pack' }, battery: { valid: 'The certificate is true, signed, and stands', newer: 'The certificate is true, and a newer one was issued later', revoked: 'The certificate was taken back', expired: 'The certificate is true, and its day is over' }, packCode: 'Code of the pack (12 characters)',
    kinds: { checkIn: 'Check-in sheet', estimate: 'Estimate', jobs: 'Job sheet', settlement: 'Settlement list', release: 'Certificate of completed repair', quarantine: 'Quarantine label' },
  },
});

function Answer({ number, code }: { number: string; code: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const asked = useAsk('verifyDocument', { number, code });
  if (asked.error !== null) return <Notice tone="danger">{says(asked.error)}</Notice>;
  if (asked.data === undefined) return <Slow lines={3} />;
  const one = asked.data;
  return (
    <div className="k-stack">
      <Notice tone={!one.intact ? 'danger' : one.noLonger !== null || one.newer ? 'warn' : 'good'}>{!one.intact ? w.altered : one.noLonger !== null ? w.noLonger[one.noLonger] : one.newer ? w.newer : w.true}</Notice>
      <dl className="verify-facts"><dt>{w.number}</dt><dd>{one.number}</dd><dt>{w.kind}</dt><dd>{w.kinds[one.kind]}</dd><dt>{w.outlet}</dt><dd>{language === 'zh' ? one.outletName : one.outletNameEn}</dd><dt>{w.brand}</dt><dd>{language === 'zh' ? one.brandName : one.brandNameEn}</dd><dt>{w.issued}</dt><dd><When at={one.issuedAt} /></dd><dt>{w.hash}</dt><dd className="verify-hash">{one.hash}</dd></dl>
    </div>
  );
}

function Battery({ number, code }: { number: string; code: string }) {
  const w = useWords(words);
  const says = useSays();
  const asked = useAsk('verifyBatteryPaper', { number, code });
  if (asked.error !== null) return <Notice tone="danger">{says(asked.error)}</Notice>;
  if (asked.data === undefined) return <Slow lines={6} />;
  const one = asked.data;
  const standing = one.state !== 'valid' ? one.state : one.newer ? 'newer' : 'valid';
  return (
    <div className="k-stack">
      <Notice tone={!one.intact || one.state === 'revoked' ? 'danger' : standing === 'valid' ? 'good' : 'warn'}>{one.intact ? w.battery[standing] : w.altered}{one.revokedWhy === null ? '' : ` · ${one.revokedWhy}`}</Notice>
      {one.intact ? <BatterySheet number={one.number} issuedAt={one.issuedAt} content={one.content} hash={one.hash} signature={one.signature} /> : null}
    </div>
  );
}

function Evidence({ code }: { code: string }) {
  const w = useWords(words);
  const s = useWords(sheetWords);
  const says = useSays();
  const { language } = useLanguage();
  const asked = useAsk('verifyEvidence', { code });
  if (asked.error !== null) return <Notice tone="danger">{says(asked.error)}</Notice>;
  if (asked.data === undefined) return <Slow lines={3} />;
  const one = asked.data;
  return (
    <div className="k-stack">
      <Notice tone={one.intact ? 'good' : 'danger'}>{one.intact ? s.good : s.broken}</Notice>
      <dl className="verify-facts"><dt>{s.code}</dt><dd>{one.code}</dd><dt>{w.brand}</dt><dd>{language === 'zh' ? one.brandName : one.brandNameEn}</dd><dt>{s.vinEnd}</dt><dd>{one.vinEnd}</dd><dt>{w.issued}</dt><dd><When at={one.issuedAt} /></dd><dt>{s.countedVisits}</dt><dd>{one.visits}</dd><dt>{s.totalDays}</dt><dd>{one.days ?? '–'}</dd><dt>{s.dueRules}</dt><dd>{one.due.join(', ') || s.none}</dd><dt>{w.hash}</dt><dd className="verify-hash">{one.hash}</dd></dl>
    </div>
  );
}

/** `/verify?n=number&c=code` for a document, `/verify?b=number&c=code` for a battery certificate, `/verify?e=code` for an evidence pack. */
export function Verify() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const params = new URLSearchParams(location.search);
  const [number, setNumber] = useState(params.get('n') ?? params.get('b') ?? '');
  const [code, setCode] = useState(params.get('c') ?? '');
  const [asked, ask] = useState(number !== '' && code.length >= 16 ? { number, code } : undefined);
  const given = (params.get('e') ?? '').trim().toUpperCase();
  const [what, setWhat] = useState<'document' | 'battery' | 'evidence'>(given !== '' ? 'evidence' : params.has('b') ? 'battery' : 'document');
  const [typed, setTyped] = useState(given);
  const [pack, askPack] = useState(given.length === 12 ? given : undefined);
  return (
    <>
      <title>{`${w.title} · CareLoop`}</title>
      <header className="verify-top"><a className="mark" href="/"><img src="/icon.svg" alt="" />CareLoop</a><nav className="links" aria-label="CareLoop"><Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.language}</Button></nav></header>
      <main className="verify k-stack">
        <h1>{w.title}</h1><p className="k-muted">{w.lead}</p>
        <Choice label={w.what} hidden value={what} onValue={(value) => setWhat(value)} options={(['document', 'battery', 'evidence'] as const).map((value) => ({ value, label: w.whats[value] }))} />
        {what === 'evidence' ? (pack === undefined ? null : <Card><Evidence key={pack} code={pack} /></Card>) : asked === undefined ? null : <Card>{what === 'battery' ? <Battery key={`${asked.number} ${asked.code}`} {...asked} /> : <Answer key={`${asked.number} ${asked.code}`} {...asked} />}</Card>}
        {what === 'evidence' ? <Card><Form label={w.title} onSubmit={() => askPack(typed.trim().toUpperCase())}><TextField label={w.packCode} value={typed} onValue={setTyped} maxLength={12} autoCapitalize="characters" autoComplete="off" /><Button type="submit" kind="primary" disabled={typed.trim().length !== 12}>{w.ask}</Button></Form></Card> : <Card><Form label={w.title} onSubmit={() => ask({ number: number.trim(), code: code.trim() })}>
          <TextField label={w.number} value={number} onValue={setNumber} autoComplete="off" /><TextField label={w.code} value={code} onValue={setCode} autoComplete="off" />
          <Button type="submit" kind="primary" disabled={number.trim().length < 4 || code.trim().length < 16}>{w.ask}</Button>
        </Form></Card>}
      </main>
    </>
  );
}
