// All my services: those under way first, then the past.
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import type { MyCase } from '../OpenCase.tsx';
import { words as ownWords } from '../words.ts';
import { words } from './words.ts';

function Rows({ cases }: { cases: readonly MyCase[] }) {
  const c = useWords(caseWords);
  const o = useWords(ownWords);
  const { language } = useLanguage();
  return (
    <ul className="o-list">{cases.map((one) => (
      <li key={one.id}><Link className="o-row" to={links.case(one.id)}>
        <span className="k-between"><strong>{c.trouble[one.trouble]}</strong>{one.stage === 'closed' ? <span className="k-muted"><When at={one.closedAt ?? one.openedAt} /></span> : <Tag tone="accent">{o.stage[one.stage]}</Tag>}</span>
        <span className="k-between k-muted"><span>{one.plateNo} · {language === 'zh' ? one.modelName : one.modelNameEn}</span><span>{one.number}</span></span>
      </Link></li>
    ))}</ul>
  );
}

export function History() {
  const w = useWords(words);
  const says = useSays();
  const cases = useAsk('myCases', { limit: 100 }, { topics: ['cases'] });
  return (
    <div className="o-stack o-narrow">
      <div className="o-head"><h1>{w.history}</h1></div>
      <Answered of={cases} says={says} lines={8}>
        {(data) => {
          const [open, past] = [data.cases.filter((one) => one.stage !== 'closed'), data.cases.filter((one) => one.stage === 'closed')];
          if (data.cases.length === 0) return <Empty icon="list" title={w.none}><p>{w.noneLead}</p><Link className="k-button" data-kind="primary" to={links.report()}>{w.report}</Link></Empty>;
          return <>{open.length === 0 ? null : <Card title={w.ongoing}><Rows cases={open} /></Card>}{past.length === 0 ? null : <Card title={w.past}><Rows cases={past} /></Card>}</>;
        }}
      </Answered>
    </div>
  );
}
