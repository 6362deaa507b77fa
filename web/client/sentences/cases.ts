// What refusals about cases say.
import type { refusals } from '../../../server/cases/api.ts';
import type { Sentence } from './sentence.ts';

export const casesSentences = {
  caseNotFound: { zh: '没有找到这个服务单，或您无权查看。', en: 'There is no such case, or it is not yours to see.' },
  fileNotYours: { zh: '只能附上您自己刚上传的照片。请重新上传。', en: 'Only photos you uploaded yourself can be attached. Please upload them again.' },
  caseClosed: { zh: '服务单 {number} 已关闭。如果问题仍在，请选择“没有解决”。', en: 'Case {number} is closed. If the trouble is still there, choose “not solved”.' },
  stageNotNow: { zh: '服务单目前的阶段不能这样做。请刷新后再看。', en: 'This cannot be done at the stage the case is in. Please refresh and look again.' },
  alreadyTaken: { zh: '{by} 已经接手了这个服务单。需要的话可以请求移交。', en: '{by} has taken this case already. You can ask them to hand it over.' },
  handOverOpen: { zh: '已有一个移交请求在等待答复。请先撤回它。', en: 'A hand-over is already waiting for an answer. Withdraw it first.' },
  handOverNotFound: { zh: '这个移交请求已有答复或不存在。', en: 'This hand-over has been answered already or does not exist.' },
  notYoursToAnswer: { zh: '这不是向您或您所在的岗位提出的。', en: 'This was not asked of you or your desk.' },
  notTheHolder: { zh: '只有现在的责任人或其主管可以移交。', en: 'Only who has the case now, or their manager, can hand it over.' },
  cannotHold: { zh: '不能移交给这个岗位或人员。请选择负责该品牌的其他岗位或人员。', en: 'This desk or person cannot take the case. Choose another that serves this brand.' },
  noClockToPause: { zh: '没有可以暂停的时限：已超时的不能再暂停。', en: 'No clock can be paused: what was missed stays missed.' },
  safetyClockNeverPauses: { zh: '紧急程度 {urgency} 的时限不能暂停：有人可能处于危险之中。', en: 'Clocks of urgency {urgency} never pause: somebody may be in danger.' },
  clockNotFound: { zh: '没有找到这个超时记录。', en: 'There is no such missed clock.' },
  breachUnexplained: { zh: '服务单 {number} 有超时未说明原因。请先说明。', en: 'A missed clock of case {number} has no reason yet. Please give it first.' },
  duplicateNotFound: { zh: '没有找到同一辆车的那个服务单。请核对编号。', en: 'That case of the same car was not found. Please check the number.' },
  onlyContact: { zh: '这是服务单唯一的一次联系，不能分出去。', en: 'This is the only contact of the case; it cannot be split off.' },
  contactNotFound: { zh: '没有找到这次联系。', en: 'There is no such contact.' },
  tooLateToReopen: { zh: '关闭已超过 {days} 天。请重新报告这个问题，我们会关联之前的记录。', en: 'It was closed more than {days} days ago. Please report the trouble anew; we will link what was done before.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
