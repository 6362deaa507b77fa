// The owner's insured accidents: how each stands with the insurer, what was surveyed and approved, and what is left for the owner.
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { insuranceWords } from '#client/insurance-words';
import { useSays } from '#client/says';
import { buyWords } from '../benefits/buy-words.ts';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';

type Accident = Out<'myAccidents'>['accidents'][number];
const tone = (state: Accident['state']): 'good' | 'warn' | 'danger' | 'plain' => (state === 'settled' ? 'good' : state === 'refused' || state === 'totalLoss' ? 'danger' : state === 'withdrawn' ? 'plain' : 'warn');

function One({ accident }: { accident: Accident }) {
  const w = useWords(buyWords);
  const v = useWords(insuranceWords);
  const { language } = useLanguage();
  return (
    <Card title={`${accident.insurer} · ${accident.plateNo ?? accident.vin.slice(-6)}`} aside={<Tag tone={tone(accident.state)}>{v.state[accident.state]}</Tag>}>
      <p>{accident.words}</p>
      <dl className="o-pairs">
        <div><dt>{v.reportNo}</dt><dd className="k-number">{accident.reportNo}</dd></div>
        <div><dt>{w.happened}</dt><dd><When at={accident.happenedAt} /></dd></div>
        <div><dt>{w.survey}</dt><dd>{accident.survey === null ? '–' : v.siteRisk(accident.survey.siteRisk)}</dd></div>
        {accident.survey === null || accident.survey.batteryGrade === null ? null : <div><dt>{w.battery}</dt><dd>{v.batteryGrade(accident.survey.batteryGrade)}</dd></div>}
        <div><dt>{v.approved}</dt><dd><Money fen={accident.approvedFen} /></dd></div>
        {accident.paidFen === 0 ? null : <div><dt>{v.paid}</dt><dd><Money fen={accident.paidFen} /></dd></div>}
        {accident.endedWhy === null ? null : <div><dt>{w.ended}</dt><dd>{accident.endedWhy}</dd></div>}
      </dl>
      <p className="k-muted">{language === 'zh' ? accident.outletName : accident.outletNameEn} · {v.fault[accident.fault]}</p>
      <Link className="k-button" data-wide="true" to={links.case(accident.caseId)}>{w.toCase}</Link>
    </Card>
  );
}

export function MyAccidents() {
  const w = useWords(buyWords);
  const says = useSays();
  const list = useAsk('myAccidents', {}, { topics: ['insurance', 'workorders'] });
  return (
    <>
      <Head title={w.accidents} />
      <Answered of={list} says={says} lines={6}>{({ accidents }) => accidents.length === 0 ? <Empty icon="file" title={w.noAccidents}><p className="k-muted">{w.noAccidentsLead}</p></Empty> : <div className="o-cols" data-even="true">{accidents.map((accident) => <One key={accident.id} accident={accident} />)}</div>}</Answered>
    </>
  );
}
