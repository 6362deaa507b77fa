// What refusals about loaner cars say.
import type { refusals } from '../../../server/loaners/api.ts';
import type { Sentence } from './sentence.ts';

export const loanersSentences = {
  loanerNotFound: { zh: '没有找到这辆代步车，或它不属于这个品牌、已停用。', en: 'There is no such loaner, or it is of another brand or out of use.' },
  loanerPlateTaken: { zh: '车牌 {plateNo} 的代步车已登记。', en: 'A loaner with the plate {plateNo} is registered already.' },
  loanerTaken: { zh: '这辆代步车在这段时间已被借出或预留，请换一辆或换时间。', en: 'This loaner is lent or reserved at that time; choose another or another time.' },
  loanerNotInsured: { zh: '这辆代步车的保险 {until} 到期，早于还车日期。', en: 'The insurance of this loaner ends on {until}, before the return.' },
  loanNotFound: { zh: '没有找到这份代步车合同。', en: 'There is no such loan.' },
  loanNotNow: { zh: '代步车合同当前的状态不能这样做。', en: 'The loan is in a state that does not allow this.' },
  loanTimeNotValid: { zh: '时间有误：还车要晚于取车，一份合同最多 {mostDays} 天。', en: 'The times do not work: return after the start, {mostDays} days at most.' },
  chargeOutsideLoan: { zh: '发生时间不在用车期间。', en: 'It did not happen while the car was lent.' },
  noGroundForLoan: { zh: '按规则不提供代步车；如需照顾，请服务经理写明理由。', en: 'By the rules no loaner is due; for goodwill the service manager gives a reason.' },
  hasLoanAlready: { zh: '这位车主的这辆车已经有一份代步车合同。', en: 'There is a loan for this car already.' },
  licenceNotValid: { zh: '驾驶证在还车日之前到期，不能借出。', en: 'The driving licence ends before the return.' },
  loanFileNotYours: { zh: '请重新上传照片或签名。', en: 'Please upload the photos or the signature again.' },
  odometerBackwards: { zh: '里程不能小于上次的 {before} km，请核对仪表。', en: 'The mileage cannot be less than the last, {before} km. Please check the dashboard.' },
  finesMayCome: { zh: '{until} 之前可能还有违章通知；提前退押金请写明理由。', en: 'Fines may still come until {until}; to give the deposit back earlier, say why.' },
  depositAboveRule: { zh: '按规则押金最多 ¥{mostYuan}；依法应提供代步车的不收押金。', en: 'By the rules the deposit is at most ¥{mostYuan}; who is owed a loaner pays none.' },
  nothingCharged: { zh: '请写明损伤是什么。', en: 'Please say what the damage is.' },
  loanOwesLess: { zh: '这份合同还差 {leftYuan} 元，不能多收。', en: 'Only ¥{leftYuan} of this loan is still owed.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
