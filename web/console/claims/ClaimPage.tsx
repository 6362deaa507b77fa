// A claim on one page: what comes next, the three Cs, lines with what was accepted and why not, the pre-check, old parts, and
// every version that went out or came in.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { ClaimTable, ClaimTag } from './Claims.tsx';
import { Afterwards, Answer, atOf, CheckAndSend, Recover, useDeed, type Page } from './Deeds.tsx';
import { Parts } from './Parts.tsx';
import { words } from './words.ts';

function ThreeCs({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const { complaint, cause, correction } = page.claim;
  const [text, setText] = useState({ complaint, cause, correction });
  const act = useDeed('amendClaim');
  const open = ['draft', 'checked'].includes(page.claim.state) && may('warrantyOfficer', 'serviceManager');
  const fields = ['complaint', 'cause', 'correction'] as const;
  return (
    <Card title={w.threeCs} aside={open ? <Button small onClick={() => { setText({ complaint, cause, correction }); setEditing(!editing); }}>{editing ? w.cancel : w.edit}</Button> : undefined}>
      {editing && open ? (
        <Form label={w.threeCs} onSubmit={() => act.mutate({ ...atOf(page), ...text }, { onSuccess: () => setEditing(false) })}>
          {fields.map((name) => <TextArea key={name} label={w[name]} rows={2} value={text[name]} onValue={(value) => setText({ ...text, [name]: value })} />)}
          <Stale error={act.error} />
          <Button type="submit" kind="primary" busy={act.isPending} disabled={fields.some((name) => text[name].trim() === '')}>{w.save}</Button>
        </Form>
      ) : <dl className="c-cause">{fields.map((name) => <div key={name}><dt>{w[name]}</dt><dd>{page.claim[name] === '' ? '–' : page.claim[name]}</dd></div>)}</dl>}
    </Card>
  );
}

function Findings({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <Card title={w.findings} aside={page.claim.checkedAt === null ? undefined : <span className="k-muted">{w.checkedAt} <When at={page.claim.checkedAt} /></span>}>
      {page.claim.checkedAt === null ? <p className="k-muted">{w.notChecked}</p> : page.findings.length === 0 ? <p>{w.clean}</p> : (
        <ul className="k-list">{page.findings.map((one) => (
          <li key={one.ruleId}><span className="c-inline"><Tag tone={one.severity === 'error' ? 'danger' : 'warn'}>{one.severity === 'error' ? w.error : w.warning}</Tag><strong>{language === 'zh' ? one.text : one.textEn}</strong></span>
            <div className="k-muted">{[one.about.map((about) => w.about[about] ?? about).join(language === 'zh' ? '、' : ', '), one.ruleId, w.ruleVersion(one.version)].filter((part) => part !== '').join(' · ')}</div></li>
        ))}</ul>
      )}
    </Card>
  );
}

function Lines({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  return (
    <Table label={w.lines} columns={[w.line, { label: w.orderSum, num: true }, { label: w.ownerPart, num: true }, { label: w.claimed, num: true }, { label: w.accepted, num: true }, w.reason]}
      foot={<tr><td colSpan={3} /><td className="num" data-label={w.claimed}><strong><Money fen={page.claim.claimedFen} /></strong></td><td className="num" data-label={w.accepted}>{page.claim.acceptedFen === null ? '–' : <strong><Money fen={page.claim.acceptedFen} /></strong>}</td><td /></tr>}>
      {page.lines.map((line) => (
        <tr key={line.lineId}><td><strong>{language === 'zh' ? line.name : line.nameEn}</strong><small>{line.code}{line.quantity > 1 ? ` × ${line.quantity}` : ''}</small></td><td className="num"><Money fen={line.totalFen} /></td><td className="num"><Money fen={line.ownerFen} /></td><td className="num"><Money fen={line.claimedFen} /></td>
          <td className="num">{line.acceptedFen === null ? '–' : <Money fen={line.acceptedFen} />}</td><td>{line.reason === null ? '–' : c.reason[line.reason]}{line.words === null ? null : <small>{line.words}</small>}</td></tr>
      ))}
    </Table>
  );
}

function Versions({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  if (page.versions.length === 0) return null;
  return (
    <Card title={w.versions}>
      <ul className="k-list">{[...page.versions].reverse().map((one) => (
        <li key={one.number}><div className="k-between"><span className="c-inline"><strong>{one.number}. {c.what[one.what]}</strong><Tag>{one.direction === 'out' ? w.out : w.in}</Tag></span><Money fen={one.totalFen} /></div>
          <div className="k-muted">{one.partnerName} · <When at={one.at} /> · {one.byName}{one.words === '' ? '' : ` · ${one.words === 'partNotReturned' ? w.partNotReturned : one.words}`}<br />{w.hash} {one.hash.slice(0, 16)}</div></li>
      ))}</ul>
    </Card>
  );
}

export function ClaimPage() {
  const { claimId = '' } = useParams();
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  const says = useSays();
  const page = useAsk('showClaim', { claimId }, { topics: ['claims', 'workorders'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={12}>{(data) => (
        <>
          <title>{`${data.claim.number} · CareLoop`}</title>
          <header><h1>{data.claim.number} · {data.claim.kind === 'supplier' ? w.supplier : c.payType[data.claim.payType]}</h1><ClaimTag state={data.claim.state} />{data.claim.late ? <Tag tone="danger">{w.late}</Tag> : null}{data.claim.partLate ? <Tag tone="danger">{w.partLate}</Tag> : null}</header>
          <div className="c-split">
            <div className="c-col">
              <Notice tone={data.claim.state === 'reversed' ? 'danger' : data.claim.state === 'held' ? 'warn' : 'info'}><strong>{w.next}</strong> · {w.steps[data.claim.state]}{data.claim.heldUntil === null ? '' : ` ${w.heldUntil(data.claim.heldUntil)}`}{data.claim.reversedWhy === null ? '' : ` ${w.reversedWhy}${language === 'zh' ? '：' : ': '}${data.claim.reversedWhy === 'partNotReturned' ? w.partNotReturned : data.claim.reversedWhy}`}</Notice>
              <CheckAndSend page={data} />
              <Findings page={data} />
              <Lines page={data} />
              <Answer key={data.claim.state} page={data} />
              <ThreeCs page={data} />
              <Afterwards key={`a${data.claim.version}`} page={data} />
              <Recover page={data} />
              {data.recoveries.length === 0 ? null : <Card title={w.recoveries}><ClaimTable claims={data.recoveries} label={w.recoveries} /></Card>}
            </div>
            <div className="c-col">
              <Card><dl className="c-facts">
                <dt>{w.partner}</dt><dd>{(language === 'zh' ? data.claim.partnerName : data.claim.partnerNameEn) || '–'}</dd><dt>{w.order}</dt><dd><Link to={links.workOrder(data.claim.workOrderId)}>{data.claim.orderNumber}</Link></dd>
                <dt>{w.car}</dt><dd><Link to={links.vehicle(data.claim.vehicleId)}>{data.claim.plateNo ?? data.claim.vin}</Link></dd><dt>{w.odometer}</dt><dd>{data.claim.odometerKm.toLocaleString('en-US')} km</dd><dt>{w.finished}</dt><dd>{data.claim.finishedOn}</dd>
                {data.claim.sentAt === null ? null : <><dt>{w.sentAt}</dt><dd><When at={data.claim.sentAt} /></dd></>}{data.claim.answerDueOn === null ? null : <><dt>{w.due}</dt><dd>{w.answerBy(data.claim.answerDueOn)}</dd></>}{data.claim.ageDays === null ? null : <><dt>{w.age}</dt><dd>{w.days(data.claim.ageDays)}</dd></>}
                {data.claim.parentId === null ? null : <><dt>{w.parent}</dt><dd><Link to={links.claim(data.claim.parentId)}>{w.show}</Link></dd></>}{data.claim.settledReference === null ? null : <><dt>{w.reference}</dt><dd>{data.claim.settledReference}</dd></>}
              </dl></Card>
              <Parts page={data} />
              <Versions page={data} />
            </div>
          </div>
        </>
      )}</Answered>
    </div>
  );
}
