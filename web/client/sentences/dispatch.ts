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
  odometerBack: { zh: '里程不能小于取车时的 {knownKm} 公里。', en: 'The mileage cannot be less than {knownKm} km at pick-up.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
