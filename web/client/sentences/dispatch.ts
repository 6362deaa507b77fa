// What the refusals of dispatch say.
import type { refusals } from '../../../server/dispatch/api.ts';
import type { Sentence } from './sentence.ts';

export const dispatchSentences = {
  jobNotFound: { zh: '找不到这个任务，它可能已改派给别人。', en: 'This job cannot be found; it may have been given to somebody else.' },
  jobNotNow: { zh: '任务当前的状态不能这样做，请刷新。', en: 'The job is in a state that does not allow this. Refresh, please.' },
  reasonNeeded: { zh: '请选择未能完成的原因。', en: 'Choose why it could not be done.' },
  handOverFirst: { zh: '请先完成交接：验证码、照片、里程和电量。', en: 'First record the hand-over: code, photos, mileage and charge.' },
  vanNotFound: { zh: '找不到这辆车，或今天没有排给您车辆。', en: 'This vehicle cannot be found, or none is given to you today.' },
  codeWrong: { zh: '验证码不对，请向对方再确认一次。', en: 'The code is not right. Ask for it again.' },
  codeTriedTooOften: { zh: '验证码错误次数过多，请调度员重新发码。', en: 'Too many wrong codes. The dispatcher can give a new one.' },
  photosNotYours: { zh: '照片没有上传成功，请重新拍摄。', en: 'The photos were not uploaded. Take them again.' },
  chargeTooLow: { zh: '电量低于 {leastPct}%，不宜开走；请说明原因或改用拖车。', en: 'Less than {leastPct} % charge: do not drive it away. Say why, or have it carried.' },
  drivenTooFar: { zh: '行驶了 {km} 公里，超过约定的 {mostKm} 公里，请说明原因。', en: 'Driven {km} km, more than the {mostKm} km agreed. Say why.' },
  odometerUnlikely: { zh: '里程与车辆上报的 {knownKm} 公里相差较大，请核对仪表；确实如此请说明原因。', en: 'The mileage differs much from the {knownKm} km the car reported. Please check the dashboard; if it is so, say why.' },
  odometerBack: { zh: '里程不能小于取车时的 {knownKm} 公里。', en: 'The mileage cannot be less than {knownKm} km at pick-up.' },
  doesNotFit: { zh: '这辆车接不了这个任务。', en: 'This vehicle cannot take the job.' },
  dayOver: { zh: '这一天已经过去，不能再改排程。', en: 'This day is over and cannot be planned any more.' },
  nothingToPlan: { zh: '这一天没有待安排的任务。', en: 'There is nothing to plan on this day.' },
  nothingToUndo: { zh: '没有可以撤销的步骤。', en: 'There is no step to undo.' },
  vanNameTaken: { zh: '网点已有同名车辆。', en: 'The outlet has a vehicle of this name already.' },
  vanHoursNotValid: { zh: '班次和休息时间不成立，请检查先后。', en: 'Shift and break do not fit together; check their order.' },
  disturbanceNotFound: { zh: '找不到这条异常。', en: 'This disturbance cannot be found.' },
  disturbanceOver: { zh: '这条异常已由 {by} 处理。', en: '{by} has dealt with this disturbance.' },
  disturbanceIncomplete: { zh: '请补全地点和说明。', en: 'Say where, and in words what happened.' },
  closureNotFound: { zh: '找不到这条封路。', en: 'This closed road cannot be found.' },
  roadOpenAlready: { zh: '{by} 已经恢复了这条路的通行。', en: '{by} has opened this road again already.' },
  notOutside: { zh: '「{name}」不能上门做，请预约到店或取送。', en: '“{nameEn}” cannot be done outside. Book the workshop or have the car fetched.' },
  nothingToDo: { zh: '请至少选择一个上门项目。', en: 'Choose at least one operation.' },
  noVanThere: { zh: '这个地点暂时没有可上门的车辆。', en: 'No vehicle reaches this place yet.' },
  windowTaken: { zh: '这个时段刚刚排满了，请从其他时段里选。', en: 'This window has just filled up. Choose another.' },
  visitAsked: { zh: '这辆车已经有一个同类上门服务，可以改时间。', en: 'This car has such a visit already; move it instead.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
