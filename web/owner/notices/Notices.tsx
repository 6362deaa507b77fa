// What I was told, newest first.
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { When, clockTime, whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import type { ownerNoticeCodes } from '#api/notices';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';

type Of = Record<(typeof ownerNoticeCodes)[number], string>;
const zh: Of = { caseReceived: '我们收到了您的问题', alertCase: '车辆发来预警，我们已开始处理', caseOnPhone: '您的来电已登记', recoveryBegun: '您的评价我们看到了，会尽快联系您', caseMoreUrgent: '处理等级已提高', caseTaken: '已有专人负责', helpPlanned: '下一步已安排', deskMessage: '服务人员给您发了消息', confirmSolved: '请确认问题是否解决', confirmReminder: '提醒：请确认问题是否解决', caseClosed: '服务已结束', appointmentBooked: '预约成功', appointmentMoved: '预约时间已更改', appointmentCancelled: '预约已取消', waitingOffered: '候补有位，请在保留时间内确认', waitingEnded: '候补已结束', appointmentMissed: '您没有在预约时间到店，可重新预约', carCheckedIn: '车辆已接车', estimateToApprove: '有报价等您确认', workStarted: '已开始维修', workFinished: '维修已完成', nothingDone: '您未同意任何项目，车辆未作处理，可以取车', workOnHold: '维修暂停，原因见服务单', workCancelled: '维修已取消，车辆未作处理交还给您', promiseMoved: '交车时间有变化', promiseLate: '交车可能晚于承诺时间，顾问会尽快告知新的时间', invoiceToPay: '有结算单待支付', invoicePaid: '已付款', refundMade: '已退款', carHandedBack: '车辆已交还', surveyAsked: '请评价这次服务', badWeather: '您车辆所在地有恶劣天气预警：请勿涉水，避免暴晒，尽量停在高处或室内', commandConsent: '有人请求远程操作您的车，请确认', mobilityDue: '维修超过 5 天：您可使用代步车或获得交通补偿，门店会联系您', guaranteeRefused: '这次损坏不在三包范围，理由见服务单，您可以申诉', goodwillGranted: '您的维修费用获得减免', goodwillRefused: '这次没有减免，理由见服务单，您可以申诉', partsArrived: '您车辆的备件到货了，进展和下一步见服务单', carWentHome: '车辆先由您开走，备件到齐后回店续修', visitAtRisk: '您的预约可能要调整，门店会联系您，也可自己改时间', campaignOpened: '您的车有召回或服务活动，下次到店可一并完成，不收费', batteryWeather: '天气对您的电池有风险：看看怎么做', batteryCase: '电池提前发现了需要检查的情况，点开看证据并一键预约', comesAt: '上门时间已确定', comesLater: '上门时间有变化', onTheWay: '服务人员已出发', visitNotDone: '这次上门没有完成，可另选时间', talkAnswered: '服务人员回复了您，微信没能送达，点开查看', weChangedThis: '您反映过的问题，我们做了改进', callBackPromised: '我们会给您回电', callBackMissed: '刚才给您回电没有接通，我们会再打给您', callBackUnreached: '三次回电都没有接通，方便时请拨热线或在“服务助手”里联系我们' };
const en: Of = { caseReceived: 'We received your report', alertCase: 'Your car sent an alert; we are on it', caseOnPhone: 'Your call is on record', recoveryBegun: 'We saw your rating and will call you', caseMoreUrgent: 'It is now treated as more urgent', caseTaken: 'Somebody is on it', helpPlanned: 'The next step is planned', deskMessage: 'The service team wrote to you', confirmSolved: 'Please confirm whether it is solved', confirmReminder: 'Reminder: please confirm whether it is solved', caseClosed: 'The service has ended', appointmentBooked: 'Your visit is booked', appointmentMoved: 'Your visit was moved', appointmentCancelled: 'Your visit was cancelled', waitingOffered: 'A time is kept for you; please confirm', waitingEnded: 'Your place in line has ended', appointmentMissed: 'You missed your visit; please book again', carCheckedIn: 'Your car is checked in', estimateToApprove: 'An estimate waits for you', workStarted: 'Work has begun', workFinished: 'Work is finished', nothingDone: 'You approved no line, so nothing was done; the car can be picked up', workOnHold: 'Work is waiting; see the case for why', workCancelled: 'The work was called off; the car goes back as it came', promiseMoved: 'The promised time has changed', promiseLate: 'Your car may be later than promised; the outlet will tell you the new time soon', invoiceToPay: 'An invoice waits for you', invoicePaid: 'Paid', refundMade: 'Refunded', carHandedBack: 'Your car is back with you', surveyAsked: 'Please rate the service', badWeather: 'A weather warning where your car is: keep out of water and strong sun, park high or indoors if you can', commandConsent: 'Somebody asks to do something to your car remotely', mobilityDue: 'The repair takes more than 5 days: a loaner car or travel money is due, the outlet will call you', guaranteeRefused: 'The guarantees do not cover this damage; see the service for why, you may appeal', goodwillGranted: 'Part of your repair was paid out of goodwill', goodwillRefused: 'No goodwill this time; see the service for why, you may appeal', partsArrived: 'Parts for your car have come; see the service for what is next', carWentHome: 'You have your car until its parts are here; then the work goes on', visitAtRisk: 'Your visit may have to move; the outlet will call, or choose another time yourself', campaignOpened: 'There is a recall or service action for your car; it can be done at your next visit, free of charge', batteryWeather: 'The weather is a risk to your battery: see what helps', batteryCase: 'Something about your battery was found early: see the evidence and book with one tap', comesAt: 'We know when we come', comesLater: 'The time of our visit has moved', onTheWay: 'We are on the way', visitNotDone: 'The visit could not be done; choose another time', talkAnswered: 'The service team answered you, and WeChat could not deliver it; open it here', weChangedThis: 'We changed something about what you reported', callBackPromised: 'We will call you back', callBackMissed: 'We called you back and did not reach you; we will try again', callBackUnreached: 'We called you back three times without reaching you; please call the hotline or write to us' };
const words = defineWords({ zh: { title: '消息', none: '还没有消息', noneLead: '服务有进展时会在这里告诉您。', fresh: '未读', read: '全部已读', urgent: '紧急', code: zh }, en: { title: 'Messages', none: 'No messages yet', noneLead: 'You are told here when something moves.', fresh: 'unread', read: 'Mark all read', urgent: 'urgent', code: en } });

/** Notices without a case that lead somewhere all the same. */
const leads: readonly string[] = ['commandConsent', 'waitingOffered', 'talkAnswered'];

/** The time that a notice is about: of a visit at home the hour in which somebody comes, of a call-back until when. */
function timeOf({ code, data }: { code: string; data: unknown }, language: 'zh' | 'en'): string | undefined {
  const said = data as { startsAt?: unknown; dueAt?: unknown } | null;
  const at = code === 'callBackPromised' || code === 'callBackMissed' ? said?.dueAt : said?.startsAt;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined;
  return code === 'comesAt' || code === 'comesLater' ? `${whenWords(at, language)}–${clockTime(new Date(Date.parse(at) + 3_600_000).toISOString(), language)}` : whenWords(at, language);
}

/** What was changed about a thing that this owner reported. */
function whatOf({ code, data }: { code: string; data: unknown }): string | undefined {
  const what = (data as { what?: unknown } | null)?.what;
  return code === 'weChangedThis' && typeof what === 'string' && what !== '' ? what : undefined;
}

export function Notices() {
  const { language } = useLanguage();
  const w = useWords(words);
  const says = useSays();
  const notices = useAsk('myNotices', { limit: 100 }, { topics: ['notices'] });
  const read = useAct('markNoticesRead');
  const c = useWords(caseWords);
  const cases = new Map(useAsk('myCases', { limit: 100 }).data?.cases.map((one) => [one.id, `${c.trouble[one.trouble]} · ${one.plateNo ?? one.vin.slice(-6)}`]));
  return (
    <div className="o-stack o-narrow">
      <div className="o-head"><h1>{w.title}</h1>{(notices.data?.unread ?? 0) > 0 ? <div className="end"><Button kind="quiet" busy={read.isPending} onClick={() => read.mutate({})}>{w.read}</Button></div> : null}</div>
      <Answered of={notices} says={says} lines={8}>
        {(data) => data.notices.length === 0 ? <Empty icon="bell" title={w.none}><p>{w.noneLead}</p></Empty> : (
          <div className="k-card"><ul className="o-list">{data.notices.map((one) => {
            const text = <span className="k-between"><span>{one.readAt === null ? <span className="o-dot"><span className="sr">{w.fresh}</span></span> : null}{one.readAt === null ? <strong>{w.code[one.code as 'caseReceived']}</strong> : w.code[one.code as 'caseReceived']} {one.urgent ? <Tag tone="danger">{w.urgent}</Tag> : null}</span><span className="k-muted"><When at={one.at} /></span>{whatOf(one) === undefined ? null : <span className="about">{whatOf(one)}</span>}{timeOf(one, language) === undefined ? null : <span className="about">{timeOf(one, language)}</span>}{one.caseId === null || cases.get(one.caseId) === undefined ? null : <span className="k-muted about">{cases.get(one.caseId)}</span>}</span>;
            return <li key={one.id}>{one.caseId === null && !leads.includes(one.code) ? <span className="o-row">{text}</span> : <Link className="o-row" to={one.code === 'waitingOffered' ? links.home() : one.code === 'talkAnswered' ? links.talk((one.data as { vehicleId: string }).vehicleId) : one.caseId === null ? links.looks() : links.case(one.caseId)} onClick={() => one.readAt === null && read.mutate({ ids: [one.id] })}>{text}</Link>}</li>;
          })}</ul></div>
        )}
      </Answered>
    </div>
  );
}
