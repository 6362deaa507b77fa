// What refusals about the guarantees of a car say.
import type { refusals } from '../../../server/warranty/api.ts';
import type { Sentence } from './sentence.ts';

export const warrantySentences = {
  vehicleNotFound: { zh: '没有找到这辆车，无法显示三包信息。请核对车牌或车辆识别代号。', en: 'No such car was found, so its guarantees cannot be shown. Please check the plate or VIN.' },
  workOrderNotFound: { zh: '找不到这份维修委托单。', en: 'This work order cannot be found.' },
  mainPartUnknown: { zh: '这个总成的主要零部件清单里没有这一项，请从清单中选择。', en: 'This is not on the list of main parts of the assembly. Please choose one of the list.' },
  notEarlier: { zh: '只能认定为同一辆车更早一次维修的问题。', en: 'It can only be the problem of an earlier repair of the same car.' },
  timeOutsideRepair: { zh: '扣除的时间必须在这次维修期间之内，且结束晚于开始。', en: 'The time to deduct must lie within this repair and end after it begins.' },
  servicedElsewhere: { zh: '不能仅因在其他店保养就拒绝三包（第 32 条）。请按五种法定情形之一，附证据和因果说明。', en: 'The guarantees cannot be refused because the car was serviced elsewhere (art. 32). It needs one of the five grounds, with evidence and how it caused the fault.' },
  statementNotFound: { zh: '找不到这条认定。', en: 'This statement cannot be found.' },
  statementOwn: { zh: '自己做出的认定，须由另一个人复核。', en: 'Another person has to look at what you stated or agreed to.' },
  statementAnswered: { zh: '这条认定已有结果，不能再次处理。', en: 'This statement has its answer already.' },
  coefficientTooHigh: { zh: '使用补偿系数不得高于 0.5%（第 27 条）。', en: 'The coefficient of use may not be above 0.5 % (art. 27).' },
  certificateNotFound: { zh: '这辆车还没有登记三包凭证，无法计算。', en: 'No certificate of the three guarantees is registered for this car, so nothing can be worked out.' },
  evidenceNotFound: { zh: '没有用这个编号出具过证据包，请核对编号。', en: 'No evidence pack was issued under this code. Please check the code.' },
  dutyNotFound: { zh: '找不到这条代步义务。', en: 'This mobility duty cannot be found.' },
  dutyMet: { zh: '这条代步义务已经履行。', en: 'This mobility duty has been met already.' },
  amountNeeded: { zh: '请填写交通补偿的金额。', en: 'Please say how much travel money it was.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
