// Goodwill for staff: asked for on the work order with shares of maker, outlet and owner; decided by somebody else within
// their step of the ladder; a refusal carries the sentence that the owner reads.
import { useState } from 'react';
import { Link } from 'react-router';
import { goodwillReasons, goodwillRefusals } from '#api/goodwill';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { Money, When, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import type { Out } from '#client/client';
import { roleWords } from '#client/role-words';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Request = Out<'listGoodwill'>['requests'][number];
type Order = Out<'showWorkOrder'>;
const tones: Record<Request['state'], Tone> = { requested: 'warn', granted: 'good', refused: 'danger', appealed: 'warn', upheld: 'danger', withdrawn: 'plain' };

function Decide({ one }: { one: Request }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const [sentence, setSentence] = useState('');
  const [reason, setReason] = useState<(typeof goodwillRefusals)[number]>('tooLongOutOfTerm');
  const [refusing, setRefusing] = useState(false);
  const [grant, refuse] = [useAct('grantGoodwill'), useAct('refuseGoodwill')];
  const at = { requestId: one.id, version: one.version, sentence: sentence.trim() };
  if (!one.mayDecide) return <p className="k-muted">{one.mine ? w.mineWaits : w.aboveMine}</p>;
  return (
    <Form label={w.grant} onSubmit={() => (refusing ? refuse.mutate({ ...at, reason }) : grant.mutate(at))}>
      <TextArea label={w.sentence} hint={w.sentenceHint} rows={2} value={sentence} onValue={setSentence} />
      {refusing ? <SelectField label={w.refusal} value={reason} onValue={(value) => setReason(value as typeof reason)} options={goodwillRefusals.map((value) => ({ value, label: c.goodwillRefusal[value] }))} /> : null}
      <Stale error={grant.error ?? refuse.error} />
      <div className="k-row">
        {refusing ? null : <Button type="submit" kind="primary" busy={grant.isPending} disabled={sentence.trim() === ''}>{w.grant}</Button>}
        {refusing ? <Button key="refuse" type="submit" kind="danger" busy={refuse.isPending} disabled={sentence.trim() === ''}>{w.refuseNow}</Button> : <Button key="ask" kind="danger" onClick={() => setRefusing(true)}>{w.refuse}</Button>}
        {refusing ? <Button onClick={() => setRefusing(false)}>{w.cancel}</Button> : null}
      </div>
    </Form>
  );
}

function One({ one }: { one: Request }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const roles = useWords(roleWords) as Record<string, string>;
  const { language } = useLanguage();
  const withdraw = useAct('withdrawGoodwill');
  const open = one.state === 'requested' || one.state === 'appealed';
  return (
    <div className="k-stack">
      <div className="k-between"><span className="c-inline"><strong>{one.number}</strong><Tag tone={tones[one.state]}>{c.goodwill[one.state]}</Tag></span><Link to={links.workOrder(one.workOrderId)}>{one.orderNumber}</Link></div>
      <dl className="c-facts">
        <dt>{w.shares}</dt><dd>{w.sharesOf(one.makerPct, one.outletPct, one.ownerPct)}</dd><dt>{w.gives}</dt><dd><Money fen={one.givenFen} /></dd><dt>{w.ownerPays}</dt><dd><Money fen={one.lines.reduce((sum, line) => sum + line.ownerFen, 0)} /></dd>
        <dt>{w.reason}</dt><dd>{c.goodwillReason[one.reason]}</dd><dt>{w.by}</dt><dd>{one.requestedName} · <When at={one.requestedAt} /></dd>{open ? <><dt>{w.needs}</dt><dd>{one.neededRole === null ? w.aboveAll : (roles[one.neededRole] ?? '')}</dd></> : null}
        {one.decidedName === null ? null : <><dt>{w.decided}</dt><dd>{one.decidedName}{one.decisionReason === null ? '' : ` · ${c.goodwillRefusal[one.decisionReason]}`}</dd></>}
      </dl>
      <p>{one.words}</p>
      <p className="k-muted">{one.lines.map((line) => `${language === 'zh' ? line.name : line.nameEn} ${yuan(line.totalFen)} → ${yuan(line.ownerFen)}`).join(language === 'zh' ? '；' : '; ')}</p>
      {one.sentence === null ? null : <p><span className="k-muted">{w.toOwner}</span> “{one.sentence}”</p>}
      {one.appealWords === null ? null : <p><Tag tone="warn">{w.appeal}</Tag> “{one.appealWords}”</p>}
      {one.answerSentence === null ? null : <p><span className="k-muted">{one.answeredName}</span> “{one.answerSentence}”</p>}
      {open ? <Decide key={one.version} one={one} /> : null}
      {one.state === 'requested' && one.mine ? <><Stale error={withdraw.error} /><Button small busy={withdraw.isPending} onClick={() => withdraw.mutate({ requestId: one.id, version: one.version })}>{w.withdraw}</Button></> : null}
    </div>
  );
}

function AskForm({ page, done }: { page: Order; done(): void }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  const act = useAct('requestGoodwill');
  const open = page.lines.filter((line) => ['owner', 'goodwill'].includes(line.payType) && line.answer !== 'declined' && !line.done && line.totalFen > 0);
  const [chosen, setChosen] = useState<readonly string[]>(open.map((line) => line.id));
  const [pct, setPct] = useState({ makerPct: '50', outletPct: '20', ownerPct: '30' });
  const [reason, setReason] = useState<(typeof goodwillReasons)[number]>('justOutOfTerm');
  const [text, setText] = useState('');
  const error = useFieldErrors(act.error, ['ownerPct', 'words']);
  const numbers = { makerPct: Number(pct.makerPct), outletPct: Number(pct.outletPct), ownerPct: Number(pct.ownerPct) };
  const sum = numbers.makerPct + numbers.outletPct + numbers.ownerPct;
  const labels = { makerPct: w.maker, outletPct: w.outlet, ownerPct: w.owner };
  return (
    <Form label={w.ask} onSubmit={() => act.mutate({ workOrderId: page.workOrder.id, lineIds: [...chosen], ...numbers, reason, words: text.trim() }, { onSuccess: done })}>
      <fieldset className="k-field" style={{ border: 0, margin: 0, padding: 0 }}><legend className="k-label">{w.chooseLines}</legend>{open.map((line) => <label key={line.id} className="k-row"><input type="checkbox" checked={chosen.includes(line.id)} onChange={(event) => setChosen(event.target.checked ? [...chosen, line.id] : chosen.filter((id) => id !== line.id))} />{language === 'zh' ? line.name : line.nameEn} · <Money fen={line.totalFen} /></label>)}</fieldset>
      <div className="c-form">{(Object.keys(labels) as (keyof typeof labels)[]).map((name) => <TextField key={name} label={labels[name]} inputMode="numeric" value={pct[name]} onValue={(value) => setPct({ ...pct, [name]: value.replaceAll(/\D/g, '').slice(0, 3) })} error={name === 'ownerPct' ? error('ownerPct') : undefined} />)}</div>
      {sum === 100 ? null : <p className="k-muted">{w.sum(sum)}</p>}
      <SelectField label={w.reason} value={reason} onValue={(value) => setReason(value as typeof reason)} options={goodwillReasons.map((value) => ({ value, label: c.goodwillReason[value] }))} />
      <TextField label={w.words} value={text} onValue={setText} error={error('words')} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={chosen.length === 0 || sum !== 100 || text.trim() === ''}>{w.send}</Button>
    </Form>
  );
}

/** On a work order: its requests, and asking for one while its payment can still change. */
export function GoodwillCard({ page }: { page: Order }) {
  const w = useWords(words);
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const list = useAsk('listGoodwill', { workOrderId: page.workOrder.id }, { topics: ['goodwill', 'workorders'] });
  const requests = list.data?.requests ?? [];
  const could = ['checkedIn', 'diagnosed', 'quoted', 'approved'].includes(page.workOrder.state) && page.spells.length === 0 && may('adviser', 'serviceManager', 'warrantyOfficer') && page.lines.some((line) => ['owner', 'goodwill'].includes(line.payType) && line.ownerFen > 0) && !requests.some((one) => ['requested', 'appealed'].includes(one.state));
  if (requests.length === 0 && !could) return null;
  return (
    <Card title={w.title} aside={could ? <Button small onClick={() => setAsking(!asking)}>{asking ? w.cancel : w.ask}</Button> : undefined}>
      {asking && could ? <AskForm key={page.workOrder.version} page={page} done={() => setAsking(false)} /> : null}
      <ul className="k-list">{requests.map((one) => <li key={one.id}><One one={one} /></li>)}</ul>
    </Card>
  );
}

export function GoodwillList() {
  const w = useWords(words);
  const says = useSays();
  const roles = useWords(roleWords) as Record<string, string>;
  const list = useAsk('listGoodwill', {}, { topics: ['goodwill'] });
  const ladder = useAsk('listGoodwillLadder', {});
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead} />
      <div className="c-split">
        <div className="c-col"><Answered of={list} says={says} lines={8}>{(data) => data.requests.length === 0 ? <Empty icon="star" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : <>{data.requests.map((one) => <Card key={one.id}><One one={one} /></Card>)}</>}</Answered></div>
        <div className="c-col"><Card title={w.ladder}><Answered of={ladder} says={says} lines={3}>{(data) => <ul className="k-list">{data.ladder.map((one) => <li key={one.role}>{w.ladderRow(roles[one.role] ?? one.role, yuan(one.mostFen))}<div className="k-muted">{w.since(one.validFrom)} · {one.source}</div></li>)}</ul>}</Answered></Card></div>
      </div>
    </div>
  );
}
