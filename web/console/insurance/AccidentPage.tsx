// An insured accident on one page: what comes next, the survey with the grade of the damage, what the insurer approved of each line in
// each round, and its payment.
import { Link, useParams } from 'react-router';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { insuranceWords } from '#client/insurance-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Table } from '../shell/Table.tsx';
import { AccidentTag } from './Accidents.tsx';
import { Answer, Ask, Endings, Settle, Survey } from './Deeds.tsx';
import { words } from './words.ts';

type Page = Out<'showAccident'>;

function Assessments({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return [...page.accident.assessments].reverse().map((one) => (
    <Card key={one.number} title={one.number === 1 ? w.first : w.further(one.number - 1)} aside={one.answeredAt === null ? <Tag tone="warn">{w.waits}</Tag> : undefined}>
      <Table label={one.number === 1 ? w.first : w.further(one.number - 1)} columns={[w.line, { label: w.asked, num: true }, { label: w.approved, num: true }, { label: w.owner, num: true }]}
        foot={<tr><td /><td className="num" data-label={w.asked}><strong><Money fen={one.askedFen} /></strong></td><td className="num" data-label={w.approved}>{one.approvedFen === null ? '–' : <strong><Money fen={one.approvedFen} /></strong>}</td><td className="num" data-label={w.owner}>{one.approvedFen === null ? '–' : <Money fen={one.askedFen - one.approvedFen} />}</td></tr>}>
        {one.lines.map((line) => <tr key={line.lineId}><td><strong>{language === 'zh' ? line.name : line.nameEn}</strong><small>{line.code}</small></td><td className="num"><Money fen={line.askedFen} /></td><td className="num">{line.approvedFen === null ? '–' : <Money fen={line.approvedFen} />}</td><td className="num">{line.approvedFen === null ? '–' : <Money fen={line.totalFen - line.approvedFen} />}</td></tr>)}
      </Table>
      <p className="k-muted">{one.askedBy} · <When at={one.askedAt} />{one.answeredAt === null ? null : <> → {one.answeredBy} · <When at={one.answeredAt} /></>}{one.words === null ? '' : ` · ${one.words}`}</p>
    </Card>
  ));
}

function Seen({ page }: { page: Page }) {
  const w = useWords(words);
  const i = useWords(insuranceWords);
  const { survey, id } = page.accident;
  if (survey === null) return null;
  return (
    <Card title={w.survey}>
      {survey.siteRisk === 3 || (survey.batteryGrade ?? 0) >= 3 ? <Notice tone="danger">{w.risky}</Notice> : null}
      <dl className="c-facts"><dt>{w.surveyor}</dt><dd>{survey.surveyor}</dd><dt>{w.siteRisk}</dt><dd>{i.siteRisk(survey.siteRisk)}</dd><dt>{w.batteryGrade}</dt><dd>{survey.batteryGrade === null ? w.notTraction : i.batteryGrade(survey.batteryGrade)}</dd></dl>
      <p>{survey.words}</p>
      <Pictures urls={survey.fileIds.map((fileId) => `/api/insurance/${id}/files/${fileId}`)} label={w.photos} closeLabel={w.confirm} />
      <p className="k-muted">{survey.byName} · <When at={survey.at} /></p>
    </Card>
  );
}

export function AccidentPage() {
  const { insuranceId = '' } = useParams();
  const w = useWords(words);
  const i = useWords(insuranceWords);
  const { language } = useLanguage();
  const says = useSays();
  const page = useAsk('showAccident', { insuranceId }, { topics: ['insurance', 'workorders'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={10}>{(data) => {
        const one = data.accident;
        return (
          <>
            <title>{`${one.number} · CareLoop`}</title>
            <header><h1>{one.number} · {one.insurer}</h1><AccidentTag state={one.state} /></header>
            <div className="c-split">
              <div className="c-col">
                <Notice tone={['refused', 'totalLoss'].includes(one.state) ? 'danger' : 'info'}><strong>{w.next}</strong> · {w.steps[one.state]}{one.endedWhy === null ? '' : ` ${one.endedWhy}`}</Notice>
                <Survey page={data} />
                <Ask page={data} />
                <Answer key={one.assessments.length} page={data} />
                <Settle page={data} />
                <Assessments page={data} />
                <Endings page={data} />
              </div>
              <div className="c-col">
                <Card><dl className="c-facts">
                  <dt>{i.reportNo}</dt><dd>{one.reportNo}</dd>{one.policyNo === null ? null : <><dt>{w.policyNo}</dt><dd>{one.policyNo}</dd></>}<dt>{w.fault}</dt><dd>{i.fault[one.fault]}</dd><dt>{w.happened}</dt><dd><When at={one.happenedAt} /></dd>
                  <dt>{w.order}</dt><dd><Link to={links.workOrder(one.workOrderId)}>{one.orderNumber}</Link></dd><dt>{w.car}</dt><dd><Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vin}</Link></dd>
                  <dt>{i.approved}</dt><dd><Money fen={one.approvedFen} /></dd>{one.billedFen === null ? null : <><dt>{w.billed}</dt><dd><Money fen={one.billedFen} /></dd></>}{one.state === 'settled' ? <><dt>{i.paid}</dt><dd><Money fen={one.paidFen} /> · {one.reference}</dd></> : null}{one.borneFen === 0 ? null : <><dt>{w.borne}</dt><dd><Money fen={one.borneFen} /></dd></>}
                </dl><p>{one.words}</p><p className="k-muted">{one.openedBy} · <When at={one.openedAt} /> · {language === 'zh' ? one.outletName : one.outletNameEn}</p></Card>
                <Seen page={data} />
              </div>
            </div>
          </>
        );
      }}</Answered>
    </div>
  );
}
