// What a technician can do now, as big rows for a phone: cars to work on, being worked on, to be inspected.
import { Link } from 'react-router';
import { Tag } from '#kit/card.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { words } from './words.ts';
import { Promised, StateTag, type WorkOrderRow } from './WorkOrders.tsx';

const order: WorkOrderRow['state'][] = ['inProgress', 'inspection', 'approved', 'checkedIn', 'diagnosed', 'quoted'];

export function MyJobs() {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const says = useSays();
  const list = useAsk('listWorkOrders', { limit: 200 }, { topics: ['workorders'], keep: true });
  return (
    <div className="c-page c-narrow">
      <Heading title={w.jobs} lead={w.jobsLead}><a className="k-button" href="/technician">{w.onThePhone}</a></Heading>
      <Answered of={list} says={says} lines={8}>
        {({ workOrders }) => {
          const jobs = workOrders.filter((one) => order.includes(one.state)).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.promisedAt.localeCompare(b.promisedAt));
          return jobs.length === 0 ? <Empty icon="wrench" title={w.noJobs} /> : (
            <ul className="c-jobs">{jobs.map((one) => (
              <li key={one.id}><Link to={links.workOrder(one.id)}>
                <span className="k-between"><strong>{one.plateNo ?? one.number}</strong><StateTag state={one.state} /></span>
                <span className="k-between"><span>{language === 'zh' ? one.modelName : one.modelNameEn} · {one.number}</span>{one.waitingFor === null ? null : <Tag>{v.waiting[one.waitingFor] ?? ''}</Tag>}</span>
                <span className="k-muted">{w.promised} <Promised one={one} /></span>
              </Link></li>
            ))}</ul>
          );
        }}
      </Answered>
    </div>
  );
}
