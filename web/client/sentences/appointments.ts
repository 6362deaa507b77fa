// What the refusals of appointments say, and why a day has no slot.
import type { refusals, refusedDays } from '../../../server/appointments/api.ts';
import type { Sentence } from './sentence.ts';

export const appointmentsSentences = {
  appointmentNotFound: { zh: '找不到这个预约。', en: 'This appointment cannot be found.' },
  slotTaken: { zh: '这个时段刚刚被约走了，请从最近的时段里选一个。', en: 'This time has just been taken. Choose one of the nearest times.' },
  alreadyBooked: { zh: '这个工单已经有一个预约，可以改时间，不能再约一个。', en: 'This case has an appointment already; move it instead of booking another.' },
  appointmentNotNow: { zh: '预约当前的状态不能这样做。', en: 'The appointment is in a state that does not allow this.' },
  outletDoesNotServe: { zh: '这个网点不服务这个品牌。', en: 'This outlet does not serve the brand.' },
  nothingToBook: { zh: '请至少选择一个项目。', en: 'Choose at least one operation.' },
  waitingNotFound: { zh: '没有找到这条候补。请刷新页面。', en: 'There is no such place in line. Please refresh the page.' },
  waitingNotNow: { zh: '这条候补现在不能这样做；候补日期最多 30 天，且不能早于今天。', en: 'This cannot be done with the place in line now; days to wait for are 30 at most and not past.' },
  alreadyWaiting: { zh: '这辆车已经在这个网点候补了。', en: 'This car already waits at this outlet.' },
  slotsAreFree: { zh: '{onDay} 还有可约的时段，不需要候补。', en: 'There is free time on {onDay}; no need to wait.' },
  nothingToWaitFor: { zh: '这几天网点不营业或不能做这个项目，候补也不会有时段。', en: 'On these days the outlet is closed or cannot do this work; waiting would not help.' },
  offerOver: { zh: '保留时间已过，这个时段已经让给下一位。', en: 'The time for this offer is over; it went to the next in line.' },
  nobodyElse: { zh: '同一时段没有其他人员、工位和工具可以接手，请改时间。', en: 'Nobody else can do it at this time; move the visit instead.' },
} satisfies Record<(typeof refusals)[number], Sentence>;

export const refusedDayWords = {
  closedHoliday: { zh: '法定节假日休息', en: 'Closed on the public holiday' },
  closedDay: { zh: '当天不营业', en: 'Closed on this day' },
  closedWeek: { zh: '每周这一天休息', en: 'Closed on this weekday' },
  bayQuarantined: { zh: '工位旁有受损电池在隔离观察，暂不接车', en: 'A damaged battery is in quarantine beside the bays' },
  noBay: { zh: '没有具备所需设备的工位', en: 'No bay with the equipment this needs' },
  noTechnician: { zh: '没有持有所需证书的技师', en: 'No technician with the certificate this needs' },
  noGuardian: { zh: '高压作业需要第二位持证监护人', en: 'High-voltage work needs a second certified person' },
  techniciansAway: { zh: '持证技师当天不在岗', en: 'The certified technicians are away' },
  tooLate: { zh: '当天剩余时间不够', en: 'Too late for this day' },
  reserved: { zh: '剩余时段预留给临时到店和拖车', en: 'The rest is kept for cars that come unannounced' },
  full: { zh: '已约满', en: 'Fully booked' },
  noTool: { zh: '网点没有所需的专用工具', en: 'The outlet does not have the special tool' },
  toolOutOfCalibration: { zh: '所需专用工具已过校准期', en: 'The special tool is out of calibration' },
  partsMissing: { zh: '所需备件当天还没有到货', en: 'A part will not be there by then' },
  missedBefore: { zh: '近期多次预约未到店，只能自助预约最近一天；更远的日期请致电网点', en: 'After several missed visits you can book only at short notice here; call the outlet for later days' },
  beyondHorizon: { zh: '还没有开放预约', en: 'Not open for booking yet' },
} satisfies Record<(typeof refusedDays)[number], Sentence>;
