// What staff are told, in words: a line for each code, and the detail that makes it worth reading.
import type { staffNoticeCodes } from '#api/notices';
import { defineWords } from '#kit/words.tsx';

type Of = Record<(typeof staffNoticeCodes)[number], string>;

const zh: Of = {
  caseWaiting: '新工单等待接手', contactAdded: '工单有新的来源并入', caseEscalated: '工单等级提高', handOverAsked: '有工单请您接手', handOverAccepted: '您的移交已被接受', handOverRefused: '您的移交被拒绝', handOverClimbed: '无人答复，工单已上升到您这里',
  clockAtRisk: '时限将到', clockBreached: '时限已超', ownerMessage: '车主发来消息', caseReopened: '车主说没有解决，工单重新打开', caseSolved: '车主确认已解决', visitBooked: '有新的预约', visitMoved: '预约改了时间', visitCancelled: '预约已取消',
  estimateAnswered: '车主已答复报价', promiseAtRisk: '承诺的交车时间有风险', promisePassed: '已过承诺的交车时间', inspectionFailed: '检验未通过', paid: '车主已付款', actionYours: '有一项改进措施由您负责', actionOverdue: '改进措施已逾期', actionMeasured: '改进措施的效果已测出',
  dutyCall: '值班呼叫：请尽快应答', dutyUnmanned: '有预警，但没有人值班或应答', rescueUnanswered: '救援无人接单，或不知道车在哪里，请人工跟进', rescueLate: '救援车超过约定时间未到，请催促', alertStorm: '同类预警集中出现', guaranteeNear: '三包计数接近上限', guaranteeDue: '三包计数已达到，须给车主相应处理',
  mobilityOwed: '维修已到第 6 天，须给车主代步车或交通补偿', mobilityUnmet: '代步义务一直无人落实，已上升到您这里', goodwillAsked: '有善意索赔申请等待决定', goodwillAnswered: '善意索赔已有决定', claimLate: '索赔逾期未答复', partDue: '旧件回运即将到期', partMissing: '旧件逾期未回运，索赔已冲回', partsCame: '在修车辆的备件到货', partsAnswered: '车主答复：等备件期间车辆去向', visitHit: '预约无法按原样进行，请改派或改期', campaignAtVisit: '已预约车辆有召回或服务活动，请一并安排', issueRaised: '有问题正在冒头，请查看', callBackLate: '承诺的回电时间已过，还没有人打', callBackUnreached: '三次回电都没有打通，请决定继续还是结束', complaintLate: '有投诉超期未答复', complaintNotSatisfied: '车主对投诉答复不满意，由区域答复',
};
const en: Of = {
  caseWaiting: 'A new case waits to be taken', contactAdded: 'A case was reported again', caseEscalated: 'A case became more urgent', handOverAsked: 'You are asked to take a case', handOverAccepted: 'Your hand-over was accepted', handOverRefused: 'Your hand-over was refused', handOverClimbed: 'Nobody answered; the case has climbed to you',
  clockAtRisk: 'A clock is due soon', clockBreached: 'A clock was missed', ownerMessage: 'The owner wrote', caseReopened: 'Not solved, says the owner: the case is open again', caseSolved: 'The owner confirmed that it is solved', visitBooked: 'A visit was booked', visitMoved: 'A visit was moved', visitCancelled: 'A visit was cancelled',
  estimateAnswered: 'The owner answered the estimate', promiseAtRisk: 'A promised time is at risk', promisePassed: 'A promised time has passed', inspectionFailed: 'An inspection was not passed', paid: 'The owner has paid', actionYours: 'An improvement is yours to do', actionOverdue: 'An improvement is overdue', actionMeasured: 'The effect of an improvement is measured',
  dutyCall: 'Duty call: please answer', dutyUnmanned: 'An alert, and nobody on duty answers', rescueUnanswered: 'Nobody goes to a rescue: no contractor accepts, or its place is not known', rescueLate: 'A rescue truck is later than it said: press for a time', alertStorm: 'Many alerts of one kind', guaranteeNear: 'A car is one step before a limit of its guarantees', guaranteeDue: 'A car has reached a limit of its guarantees: the owner is owed a remedy',
  mobilityOwed: 'Day 6 of a repair: the owner is owed a loaner car or travel money', mobilityUnmet: 'Nobody has met a mobility duty; it has climbed to you', goodwillAsked: 'A goodwill request waits for its decision', goodwillAnswered: 'Goodwill was decided', claimLate: 'A claim is not answered in time', partDue: 'An old part must soon be on its way', partMissing: 'An old part is overdue; its claim was taken back', partsCame: 'Parts of a waiting car have come', partsAnswered: 'The owner said where the car stays meanwhile', visitHit: 'A visit cannot be kept as booked: find another crew or time', campaignAtVisit: 'A booked car has a recall or service action: do it at the visit', issueRaised: 'Something begins to come up; please look', callBackLate: 'A promised call-back is late: nobody has called', callBackUnreached: 'Called back three times without reaching anybody: go on, or end it', complaintLate: 'A complaint was not answered in time', complaintNotSatisfied: 'An answer did not satisfy: the region answers',
};

export const words = defineWords({
  zh: {
    title: '通知', lead: '发给您本人和您所在服务台的通知。', which: '显示哪些', all: '全部', unread: '未读', readAll: '全部标为已读', none: '还没有通知', noneUnread: '没有未读通知', noneLead: '有工单、时限或车主的消息需要您时，会出现在这里。', fresh: '未读', urgent: '紧急', code: zh,
    by: (name: string) => `${name} 请求`, answerBy: (when: string) => `请在 ${when} 前答复`, cars: (count: number) => `${count} 辆车`, dueBy: (when: string) => `应于 ${when} 前`, tries: (count: number) => `已打 ${count} 次`,
  },
  en: {
    title: 'Notices', lead: 'What you and the desks you sit at were told.', which: 'Which to show', all: 'All', unread: 'Unread', readAll: 'Mark all read', none: 'No notices yet', noneUnread: 'Nothing unread', noneLead: 'When a case, a clock or an owner needs you, you are told here.', fresh: 'unread', urgent: 'Urgent', code: en,
    by: (name: string) => `asked by ${name}`, answerBy: (when: string) => `answer by ${when}`, cars: (count: number) => (count === 1 ? '1 car' : `${count} cars`), dueBy: (when: string) => `due ${when}`, tries: (count: number) => `tried ${count} times`,
  },
});
