// What the refusals of work orders say.
import type { refusals } from '../../../server/workorders/api.ts';
import type { Sentence } from './sentence.ts';

export const workordersSentences = {
  workOrderNotFound: { zh: '找不到这份维修委托单。', en: 'This work order cannot be found.' },
  workNotNow: { zh: '委托单当前的状态不能这样做。', en: 'The work order is in a state that does not allow this.' },
  odometerNeedsConfirming: { zh: '里程与车辆上报的 {knownKm} km 相差较大，请核对后确认。', en: 'The odometer differs much from the {knownKm} km the car reported. Please check and confirm.' },
  checkedInAlready: { zh: '这个预约的车辆已经接车。', en: 'The car of this appointment is checked in already.' },
  nothingToSend: { zh: '没有需要车主确认的新项目。', en: 'There is nothing new for the owner to answer.' },
  goodwillUnapproved: { zh: '善意索赔需先由另一位经理批准。', en: 'The goodwill must first be agreed by another person.' },
  goodwillOwn: { zh: '自己提出的善意索赔不能自己批准。', en: 'You cannot agree to goodwill that you gave.' },
  goodwillAboveLimit: { zh: '减免 ¥{givenYuan} 超出您的权限 ¥{mostYuan}，请上一级批准。', en: '¥{givenYuan} is above the ¥{mostYuan} you may give; the next step of the ladder decides.' },
  lineNotFound: { zh: '报价已更新，请刷新后再答复。', en: 'The estimate has changed; please look at it again.' },
  lineNotAsked: { zh: '这一项现在不需要答复。', en: 'This line is not waiting for an answer.' },
  technicianNotCertified: { zh: '这位技师没有这项工作所需的有效证书。', en: 'This technician has no valid certificate for this work.' },
  guardianNeeded: { zh: '高压作业需要第二位持证监护人。', en: 'High-voltage work needs a second certified person as guardian.' },
  lockOutNeeded: { zh: '请先登记断电挂牌和测得电压。', en: 'Record the lock-out and the measured voltage first.' },
  lockOutOpen: { zh: '断电挂牌还没有解除。', en: 'The lock-out has not been released.' },
  voltageTooHigh: { zh: '测得电压不低于 {safeV} V，禁止作业。', en: 'The measured voltage is not below {safeV} V; work must not begin.' },
  workingElsewhere: { zh: '这位技师正在另一份委托单上工作。', en: 'This technician is working on another order.' },
  handOverNoteNeeded: { zh: '换人继续前，请写下交接说明。', en: 'A hand-over note is needed before another person continues.' },
  nobodyWorks: { zh: '现在没有人在这份委托单上工作。', en: 'Nobody is working on this order now.' },
  stillWorking: { zh: '还有人在工作。', en: 'Somebody is still working.' },
  inspectorNeeded: { zh: '检验需要持有检验证书的人。', en: 'The inspection needs a certified inspector.' },
  ownWorkInspected: { zh: '不能检验自己做的工作。', en: 'Nobody inspects their own work.' },
  notPaid: { zh: '车主应付部分还没有付清；如需先交车，请由服务经理写明理由。', en: 'The owner’s part is not paid; a service manager may hand over with a reason.' },
  promiseInPast: { zh: '承诺时间必须在现在之后。', en: 'The promised time must lie ahead.' },
  promiseTooFar: { zh: '承诺时间必须在今后 {days} 天之内。', en: 'The promised time must lie within the next {days} days.' },
  odometerWentBack: { zh: '里程低于接车时的 {knownKm} km，请核对后确认。', en: 'The odometer is below the {knownKm} km at check-in. Please check and confirm.' },
  reasonNeeded: { zh: '请写明理由。', en: 'Please say why.' },
  fileNotYours: { zh: '只能附上自己上传的照片。', en: 'Only pictures you uploaded can be attached.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
