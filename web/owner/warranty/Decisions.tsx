// What was decided about me, in the words written for me: refusals of the guarantees and goodwill, each with its reason and a
// way to appeal to others.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag, type Tone } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';

const words = defineWords({
  zh: { goodwill: '费用减免', refusedTitle: '三包除外认定', waiting: '正在由另一位负责人决定。', pays: '您支付', instead: '原价', given: '减免', appeal: '申诉', appealWords: '为什么您认为应当重新决定', send: '提交申诉', cancel: '取消', sent: '已提交，会由没有参与过的人重新决定', appealed: '您的申诉', answer: '申诉结果', ground: '理由', fileNo: (nth: number) => `证据 ${nth}`, evidence: '证据', causal: '与故障的关系', by: (one: string, two: string) => `${one} 认定，${two} 复核`, article: '依据第 32 条，只对由此造成的损坏适用。', lifted: '已撤销，恢复三包', upheld: '维持原认定' },
  en: { goodwill: 'Goodwill', refusedTitle: 'Not covered by the guarantees', waiting: 'Somebody else is deciding.', pays: 'You pay', instead: 'Instead of', given: 'Given', appeal: 'Appeal', appealWords: 'Why it should be decided again', send: 'Send the appeal', cancel: 'Cancel', sent: 'Sent: somebody who had no part in it decides again', appealed: 'Your appeal', answer: 'Answer', ground: 'Ground', fileNo: (nth: number) => `Evidence ${nth}`, evidence: 'Evidence', causal: 'How it caused the fault', by: (one: string, two: string) => `stated by ${one}, seen by ${two}`, article: 'By article 32, and only for the damage so caused.', lifted: 'Lifted: the guarantees apply', upheld: 'Upheld' },
});
type Goodwill = Out<'myGoodwill'>['requests'][number];
type Excluded = Out<'showGuarantees'>['refused'][number];
const tones: Record<Goodwill['state'], Tone> = { requested: 'info', granted: 'good', refused: 'warn', appealed: 'info', upheld: 'warn', withdrawn: 'plain' };

function Appeal({ send, busy, error }: { send(text: string, done: () => void): void; busy: boolean; error: Error | null }) {
  const w = useWords(words);
  const says = useSays();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  if (!open) return <Button onClick={() => setOpen(true)}>{w.appeal}</Button>;
  return (
    <Form label={w.appeal} onSubmit={() => send(text.trim(), () => say(w.sent))}>
      <TextArea label={w.appealWords} rows={3} value={text} onValue={setText} />
      {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      <div className="k-row"><Button type="submit" kind="primary" busy={busy} disabled={text.trim() === ''}>{w.send}</Button><Button onClick={() => setOpen(false)}>{w.cancel}</Button></div>
    </Form>
  );
}

function GoodwillOf({ one }: { one: Goodwill }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const act = useAct('appealGoodwill');
  return (
    <Card title={w.goodwill} aside={<Tag tone={tones[one.state]}>{c.goodwill[one.state]}</Tag>}>
      <div className="k-stack">
        {one.state === 'requested' ? <p className="k-muted">{w.waiting}</p> : null}
        {one.sentence === null ? null : <Notice tone={one.state === 'granted' && one.answerSentence === null ? 'good' : 'info'}>{one.sentence}</Notice>}
        {one.decisionReason === null || one.state === 'granted' ? null : <span className="k-muted">{c.goodwillRefusal[one.decisionReason]}</span>}
        {one.state === 'granted' ? <dl className="o-pairs"><div><dt>{w.instead}</dt><dd><Money fen={one.totalFen} /></dd></div><div><dt>{w.given}</dt><dd><Money fen={one.givenFen} /></dd></div><div><dt>{w.pays}</dt><dd><strong><Money fen={one.ownerFen} /></strong></dd></div></dl> : null}
        {one.appealWords === null ? null : <p><strong>{w.appealed}</strong> “{one.appealWords}”</p>}
        {one.answerSentence === null ? null : <Notice tone={one.state === 'granted' ? 'good' : 'info'}><strong>{w.answer}</strong> {one.answerSentence}</Notice>}
        {one.state === 'refused' ? <Appeal busy={act.isPending} error={act.error} send={(text, done) => act.mutate({ requestId: one.id, words: text }, { onSuccess: done })} /> : null}
      </div>
    </Card>
  );
}

function ExcludedOf({ one }: { one: Excluded }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const act = useAct('appealExclusion');
  const { statement } = one;
  if (statement.state === 'disagreed' || (statement.state === 'withdrawn' && statement.appealAnswer === null)) return null;
  return (
    <Card title={w.refusedTitle} aside={<Tag tone={statement.state === 'stands' ? 'warn' : 'good'}>{statement.state === 'stands' ? (statement.appealUpheld === true ? w.upheld : one.number) : w.lifted}</Tag>}>
      <div className="k-stack">
        <dl className="o-pairs"><div><dt>{w.ground}</dt><dd>{statement.body.ground === undefined ? '' : c.ground[statement.body.ground]}</dd></div><div><dt>{w.evidence}</dt><dd>{statement.words}</dd></div><div><dt>{w.causal}</dt><dd>{statement.body.causalLink}</dd></div></dl>
        {statement.fileIds.length === 0 ? null : <div className="k-row">{statement.fileIds.map((id, index) => <a key={id} href={`/api/statements/${statement.id}/files/${id}`} target="_blank" rel="noreferrer">{w.fileNo(index + 1)}</a>)}</div>}
        <span className="k-muted">{w.by(statement.byName, statement.secondName ?? '')} · <When at={statement.at} /><br />{w.article}</span>
        {statement.appealWords === null ? null : <p><strong>{w.appealed}</strong> “{statement.appealWords}”</p>}
        {statement.appealAnswer === null ? null : <Notice><strong>{w.answer}</strong> {statement.appealAnswer}</Notice>}
        {statement.state === 'stands' && statement.appealedAt === null ? <Appeal busy={act.isPending} error={act.error} send={(text, done) => act.mutate({ statementId: statement.id, words: text }, { onSuccess: done })} /> : null}
      </div>
    </Card>
  );
}

/** On the page of a service: what was decided about its costs. */
export function Decisions({ vehicleId, caseId }: { vehicleId: string; caseId: string }) {
  const goodwill = useAsk('myGoodwill', { caseId }, { topics: ['goodwill'] });
  const guarantees = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty'] });
  const orders = useAsk('myWorkOrders', { caseId }, { topics: ['workorders'] });
  const numbers = (orders.data?.workOrders ?? []).map((one) => one.number);
  return (
    <>
      {(goodwill.data?.requests ?? []).map((one) => <GoodwillOf key={one.id} one={one} />)}
      {(guarantees.data?.refused ?? []).filter((one) => numbers.includes(one.number)).map((one) => <ExcludedOf key={one.statement.id} one={one} />)}
    </>
  );
}
