// What refusals about rescue say.
import type { refusals } from '../../../server/rescue/api.ts';
import type { Sentence } from './sentence.ts';

export const rescueSentences = {
  missionNotFound: { zh: '没有找到这次救援，或您无权查看。', en: 'There is no such rescue, or you may not see it.' },
  missionOver: { zh: '救援 {number} 已结束，或车辆正在运送途中。', en: 'Rescue {number} is over, or the car is being carried already.' },
  legNotFound: { zh: '没有找到这一方的记录，可能还没有呼叫。', en: 'There is no such helper; they may not have been called yet.' },
  legNotNow: { zh: '现在不能这样记：请看最新状态后再试。', en: 'That cannot be told now; look at the latest state and try again.' },
  rescueLinkNotFound: { zh: '链接无效，请核对短信，或拨打品牌热线。', en: 'This link is not valid. Check the message, or call the brand’s hotline.' },
  rescueLinkOver: { zh: '这个任务已结束，或已转给别家。谢谢您。', en: 'This job is over, or was given to somebody else. Thank you.' },
  rescueNotNeeded: { zh: '这个工单不需要道路救援：车已在门店，或是回访工单。', en: 'This case needs no roadside rescue: the car is at an outlet, or it is a recovery case.' },
  placeMissing: { zh: '还不知道车在哪里，先问清位置或下高速的出口。', en: 'It is not known where the car stands; ask for the place or the exit first.' },
  arrivalNotValid: { zh: '请写几分钟能到。', en: 'Please say in how many minutes you can be there.' },
  contractorNotFound: { zh: '没有找到这家救援单位。', en: 'There is no such contractor.' },
  contractorCannot: { zh: '这家没有本次所需的设备或资质，不能派。', en: 'This contractor lacks what is needed here.' },
  handOverPointNotFound: { zh: '请选择出口，或写明在哪里交接。', en: 'Choose an exit, or say where the car is handed over.' },
  scriptStepNotAsked: { zh: '这一步现在不问，或回答不在选项里。', en: 'This step is not asked here, or the answer is not one of those offered.' },
  quarantinePlaceTooNear: { zh: '隔离位须在室外，四周至少 {leastM} 米无人无物。', en: 'A quarantine place is outdoors, with nothing within {leastM} m of it.' },
  destinationCannot: { zh: '电池可能起火，只能送往有空闲隔离位的门店。', en: 'The battery may burn: it goes only where a quarantine place is free.' },
  onwardNotAsked: { zh: '车主还没有提出接续出行的需要。', en: 'The owner has not asked for onward travel.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
