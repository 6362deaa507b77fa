// All my services, open ones first.
import { Link } from 'react-router';
import { Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { words } from './words.ts';

export function History() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const cases = useAsk('myCases', { limit: 100 }, { topics: ['cases'] });
  return (
    <>
      <div className="o-head"><h1>{w.history}</h1></div>
      <Answered of={cases} says={says} lines={8}>
        {(data) => data.cases.length === 0 ? <Empty icon="list" title={w.none}><p>{w.noneLead}</p></Empty> : (
          <div className="k-card"><ul className="k-list">{data.cases.map((one) => (
            <li key={one.id}><Link to={links.case(one.id)} style={{ display: 'block', color: 'inherit', textDecoration: 'none' }}>
              <div className="k-between"><strong>{c.trouble[one.trouble]}</strong><Tag tone={one.stage === 'closed' ? 'plain' : 'accent'}>{c.stage[one.stage]}</Tag></div>
              <div className="k-between k-muted"><span>{one.plateNo} · {language === 'zh' ? one.modelName : one.modelNameEn} · {one.number}</span><When at={one.openedAt} /></div>
            </Link></li>
          ))}</ul></div>
        )}
      </Answered>
    </>
  );
}
