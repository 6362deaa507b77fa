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
} satisfies Record<(typeof refusals)[number], Sentence>;

export const refusedDayWords = {
  closedHoliday: { zh: '法定节假日休息', en: 'Closed on the public holiday' },
  closedDay: { zh: '当天不营业', en: 'Closed on this day' },
  closedWeek: { zh: '每周这一天休息', en: 'Closed on this weekday' },
  noBay: { zh: '没有具备所需设备的工位', en: 'No bay with the equipment this needs' },
  noTechnician: { zh: '没有持有所需证书的技师', en: 'No technician with the certificate this needs' },
  noGuardian: { zh: '高压作业需要第二位持证监护人', en: 'High-voltage work needs a second certified person' },
  techniciansAway: { zh: '持证技师当天不在岗', en: 'The certified technicians are away' },
  tooLate: { zh: '当天剩余时间不够', en: 'Too late for this day' },
  reserved: { zh: '剩余时段预留给临时到店和拖车', en: 'The rest is kept for cars that come unannounced' },
  full: { zh: '已约满', en: 'Fully booked' },
  beyondHorizon: { zh: '还没有开放预约', en: 'Not open for booking yet' },
} satisfies Record<(typeof refusedDays)[number], Sentence>;
