// What can be done with a claim in its state: check and send, record the answer line by line with reasons, appeal, settle,
// give up, take back, recover from a supplier.
import { useState } from 'react';
import { refusalReasons } from '#api/claims';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import type { Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

export type Page = Out<'showClaim'>;
type Deed = 'amendClaim' | 'checkClaim' | 'sendClaim' | 'answerClaim' | 'appealClaim' | 'settleClaim' | 'withdrawClaim' | 'reverseClaim';
export const useDeed = <Name extends Deed>(name: Name) => useAct(name, (input) => ['showClaim', { claimId: input.claimId }]);
export const atOf = (page: Page) => ({ claimId: page.claim.id, version: page.claim.version });
/** Yuan as somebody types them, to whole fen; undefined when it is no amount. */
export const fenOf = (text: string): number | undefined => (/^\d{1,8}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : undefined);
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

export function CheckAndSend({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [check, send] = [useDeed('checkClaim'), useDeed('sendClaim')];
  if (!['draft', 'checked'].includes(page.claim.state) || !may('warrantyOfficer', 'serviceManager')) return null;
  return (
    <Card>
      <div className="k-stack">
        <div className="k-row"><Button busy={check.isPending} onClick={() => check.mutate(atOf(page))}>{w.check}</Button><Button kind="primary" busy={send.isPending} onClick={() => send.mutate(atOf(page))}>{w.send}</Button></div>
        <Stale error={check.error ?? send.error} />
      </div>
    </Card>
  );
}

type Said = { yuan: string; reason: string; words: string };
export function Answer({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const act = useDeed('answerClaim');
  const [said, setSaid] = useState<Record<string, Said>>(() => Object.fromEntries(page.lines.map((line) => [line.lineId, { yuan: yuanOf(line.claimedFen), reason: '', words: '' }])));
  const [theirs, setTheirs] = useState('');
  if (!['sent', 'appealed'].includes(page.claim.state) || !may('warrantyOfficer', 'serviceManager', 'regionalManager')) return null;
  const set = (lineId: string, more: Partial<Said>): void => setSaid({ ...said, [lineId]: { ...(said[lineId] as Said), ...more } });
  const every = (fen: (claimed: number) => number): void => setSaid(Object.fromEntries(page.lines.map((line) => [line.lineId, { ...(said[line.lineId] as Said), yuan: yuanOf(fen(line.claimedFen)) }])));
  const answers = page.lines.map((line) => {
    const one = said[line.lineId] ?? { yuan: '', reason: '', words: '' };
    return { lineId: line.lineId, acceptedFen: fenOf(one.yuan) ?? -1, ...(one.reason === '' ? {} : { reason: one.reason as (typeof refusalReasons)[number] }), ...(one.words.trim() === '' ? {} : { words: one.words.trim() }) };
  });
  return (
    <Card title={w.answer} aside={<span className="c-inline"><Button small onClick={() => every((fen) => fen)}>{w.acceptAll}</Button><Button small onClick={() => every(() => 0)}>{w.refuseAll}</Button></span>}>
      <Form label={w.answer} onSubmit={() => act.mutate({ ...atOf(page), answers, words: theirs.trim() })}>
        <ul className="k-list">{page.lines.map((line) => {
          const name = language === 'zh' ? line.name : line.nameEn;
          const one = said[line.lineId] ?? { yuan: '', reason: '', words: '' };
          const less = (fenOf(one.yuan) ?? 0) < line.claimedFen;
          return (
            <li key={line.lineId} className="k-stack">
              <div className="k-between"><strong>{name}</strong><Money fen={line.claimedFen} /></div>
              <div className="c-form">
                <TextField label={`${w.accepted} · ${name}`} inputMode="decimal" value={one.yuan} onValue={(yuan) => set(line.lineId, { yuan })} />
                {less ? <SelectField label={`${w.reason} · ${name}`} value={one.reason} onValue={(reason) => set(line.lineId, { reason })} options={[{ value: '', label: w.chooseReason }, ...refusalReasons.map((value) => ({ value, label: c.reason[value] }))]} /> : null}
                {less ? <TextField label={`${w.lineWords} · ${name}`} value={one.words} onValue={(text) => set(line.lineId, { words: text })} /> : null}
              </div>
            </li>
          );
        })}</ul>
        <TextField label={w.theirWords} value={theirs} onValue={setTheirs} />
        <Stale error={act.error} />
        <Button type="submit" kind="primary" busy={act.isPending} disabled={theirs.trim() === '' || answers.some((one) => one.acceptedFen < 0)}>{w.answer}</Button>
      </Form>
    </Card>
  );
}

/** One sentence and one button. */
function Ask({ title, label, kind, busy, error, done, lead }: { title: string; label: string; kind: 'primary' | 'danger' | 'plain'; busy: boolean; error: Error | null; lead?: string | undefined; done(text: string): void }) {
  const [text, setText] = useState('');
  return (
    <Form label={title} onSubmit={() => done(text.trim())}>
      <TextField label={label} value={text} onValue={setText} hint={lead} />
      <Stale error={error} />
      <Button type="submit" kind={kind} busy={busy} disabled={text.trim() === ''}>{title}</Button>
    </Form>
  );
}
export function Afterwards({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [appeal, settle, withdraw, reverse] = [useDeed('appealClaim'), useDeed('settleClaim'), useDeed('withdrawClaim'), useDeed('reverseClaim')];
  const { state, appeals, appealDueOn } = page.claim;
  const [claims, manages] = [may('warrantyOfficer', 'serviceManager'), may('serviceManager', 'regionalManager')];
  const forms = [
    claims && ['partlyAccepted', 'refused'].includes(state) && appeals === 0 ? <Ask key="appeal" title={w.appeal} label={w.appealWords} lead={appealDueOn === null ? undefined : w.appealBy(appealDueOn)} kind="primary" busy={appeal.isPending} error={appeal.error} done={(text) => appeal.mutate({ ...atOf(page), words: text })} /> : null,
    claims && ['accepted', 'partlyAccepted'].includes(state) ? <Ask key="settle" title={w.settle} label={w.reference} kind="primary" busy={settle.isPending} error={settle.error} done={(reference) => settle.mutate({ ...atOf(page), reference })} /> : null,
    claims && ['draft', 'checked', 'refused'].includes(state) ? <Ask key="withdraw" title={w.withdraw} label={w.why} kind="danger" busy={withdraw.isPending} error={withdraw.error} done={(text) => withdraw.mutate({ ...atOf(page), words: text })} /> : null,
    manages && ['accepted', 'partlyAccepted', 'settled'].includes(state) ? <Ask key="reverse" title={w.reverse} label={w.why} kind="danger" busy={reverse.isPending} error={reverse.error} done={(text) => reverse.mutate({ ...atOf(page), words: text })} /> : null,
  ].filter((one) => one !== null);
  return <>{forms.map((form) => <Card key={form.key}>{form}</Card>)}</>;
}

export function Recover({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const partners = useAsk('listPartners', { brandId: page.claim.brandId }, { topics: ['claims'] });
  const act = useAct('recoverFromSupplier');
  const [partnerId, setPartnerId] = useState('');
  const [amounts, setAmounts] = useState<Record<string, string>>({});
  const suppliers = (partners.data?.partners ?? []).filter((one) => one.kind === 'supplier');
  if (page.claim.kind !== 'maker' || !['accepted', 'partlyAccepted', 'settled'].includes(page.claim.state) || !may('warrantyOfficer', 'serviceManager') || suppliers.length === 0) return null;
  const lines = page.lines.flatMap((line) => {
    const claimedFen = fenOf(amounts[line.lineId] ?? '') ?? 0;
    return claimedFen > 0 ? [{ lineId: line.lineId, claimedFen }] : [];
  });
  return (
    <Card title={w.recover}>
      <Form label={w.recover} onSubmit={() => act.mutate({ ...atOf(page), partnerId, lines }, { onSuccess: () => setAmounts({}) })}>
        <p className="k-muted">{w.recoverLead}</p>
        <SelectField label={w.partner} value={partnerId} onValue={setPartnerId} options={[{ value: '', label: w.choosePartner }, ...suppliers.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))]} />
        {page.lines.filter((line) => (line.acceptedFen ?? 0) > 0).map((line) => <TextField key={line.lineId} label={`${w.amount} · ${language === 'zh' ? line.name : line.nameEn}`} inputMode="decimal" value={amounts[line.lineId] ?? ''} onValue={(value) => setAmounts({ ...amounts, [line.lineId]: value })} />)}
        <Stale error={act.error} />
        <Button type="submit" kind="primary" busy={act.isPending} disabled={partnerId === '' || lines.length === 0}>{w.build}</Button>
      </Form>
    </Card>
  );
}
