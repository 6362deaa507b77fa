// Work orders of my places, open ones first: state, what each waits for, and whether its promise holds.
import { Link, useSearchParams } from 'react-router';
import { Tag, type Tone } from '#kit/card.tsx';
import { useNow, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAskPages } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

export type WorkOrderRow = Out<'listWorkOrders'>['workOrders'][number];
const tones: Partial<Record<WorkOrderRow['state'], Tone>> = { quoted: 'warn', approved: 'info', inProgress: 'accent', inspection: 'info', ready: 'good' };

export function StateTag({ state }: { state: WorkOrderRow['state'] }) {
  return <Tag tone={tones[state] ?? 'plain'}>{useWords(workWords).state[state]}</Tag>;
}

/** The promised time, red once it has passed and the car is not ready. */
export function Promised({ one }: { one: Pick<WorkOrderRow, 'promisedAt' | 'state'> }) {
  const w = useWords(words);
  const now = useNow(30_000);
  const late = !['ready', 'handedBack', 'cancelled'].includes(one.state) && new Date(one.promisedAt) < now;
  return <span className="c-inline"><When at={one.promisedAt} />{late ? <Tag tone="danger">{w.late}</Tag> : null}</span>;
}

export function WorkOrders() {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? '';
  const list = useAskPages('listWorkOrders', { ...(state === '' ? {} : { state: state as NonNullable<In<'listWorkOrders'>['state']> }), limit: 100 }, { topics: ['workorders', 'invoices'] });
  const orders = (list.data ?? []).flatMap((part) => part.workOrders);
  return (
    <div className="c-page">
      <Heading title={w.title}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.state} value={state} onChange={(event) => setParams(event.target.value === '' ? {} : { state: event.target.value }, { replace: true })}>
            <option value="">{w.anyState}</option>{Object.entries(v.state).map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </select>
        </div>
      </Heading>
      <Answered of={list} says={says} lines={10}>
        {() => orders.length === 0 ? <Empty icon="wrench" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : (
          <>
            <Table label={w.title} columns={[w.number, w.car, w.owner, w.outlet, w.state, w.waits, w.promised, w.checkedIn]}>{orders.map((one) => (
              <tr key={one.id}>
                <td><Link to={links.workOrder(one.id)}><strong>{one.number}</strong></Link></td>
                <td>{one.plateNo ?? '–'}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
                <td>{one.ownerName}</td><td>{language === 'zh' ? one.outletName : one.outletNameEn}</td><td><StateTag state={one.state} /></td>
                <td>{one.waitingFor === null ? '–' : (v.waiting[one.waitingFor] ?? '–')}</td><td><Promised one={one} /></td><td><When at={one.checkedInAt} /></td>
              </tr>
            ))}</Table>
            <More of={list} shown={orders.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
