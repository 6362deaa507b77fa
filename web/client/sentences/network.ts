// What refusals about outlets, bays and technicians say.
import type { refusals } from '../../../server/network/api.ts';
import type { Sentence } from './sentence.ts';

export const networkSentences = {
  outletNotFound: { zh: '没有找到这个网点。请从列表中选择。', en: 'There is no such outlet. Please choose one from the list.' },
  outletCodeTaken: { zh: '网点代码 {id} 已被使用，请换一个。', en: 'The outlet code {id} is taken. Please choose another.' },
  hoursNotValid: { zh: '营业时间有误：每段的开始要早于结束，同一天的各段不能重叠。', en: 'These hours do not work: each period must start before it ends, and periods of a day must not overlap.' },
  bayNotFound: { zh: '没有找到这个工位。请刷新页面。', en: 'There is no such bay. Please refresh the page.' },
  bayNameTaken: { zh: '这个网点已经有名为“{name}”的工位，请换一个名称。', en: 'This outlet already has a bay called “{name}”. Please choose another name.' },
  technicianNotFound: { zh: '这位员工不是任何网点的技师。请先授予技师角色。', en: 'This person is not a technician at any outlet. Give them the technician role first.' },
  certificateNotFound: { zh: '没有找到这张证书。请刷新页面。', en: 'There is no such certificate. Please refresh the page.' },
  certificateNumberTaken: { zh: '证书编号 {number} 已登记。请核对编号。', en: 'Certificate number {number} is already registered. Please check the number.' },
  certificateDatesNotValid: { zh: '证书的到期日早于生效日，请核对。', en: 'The certificate ends before it begins. Please check the dates.' },
  certificateTooLong: { zh: '这类证书最长有效 {years} 年，请核对起止日期。', en: 'A certificate of this kind lasts {years} years at most. Please check the dates.' },
  certificateProofNotYours: { zh: '请重新上传证书照片。', en: 'Please upload the photo of the certificate again.' },
  practiceInFuture: { zh: '实操日期不能晚于今天。', en: 'The day of practice cannot be after today.' },
  toolNotFound: { zh: '没有找到这件专用工具。请刷新页面。', en: 'There is no such tool. Please refresh the page.' },
  toolNumberTaken: { zh: '这个网点已有编号为 {number} 的工具。', en: 'This outlet already has a tool with the number {number}.' },
  toolDatesNotValid: { zh: '下次校准日期早于上次校准日期，请核对。', en: 'The next calibration is before the last. Please check the dates.' },
  shiftNotValid: { zh: '班次有误：请填写开始和结束时间，结束晚于开始，最多一次排一年。', en: 'This shift does not work: give both hours, the end after the start, a year at most at once.' },
  shiftNotFound: { zh: '两个人在这两天都要有排班（含排休）才能换班，且日期不能早于今天。', en: 'Both need planned days (days off count) on both dates, and neither may be past.' },
  swapNotFound: { zh: '没有找到这条换班申请。', en: 'There is no such swap.' },
  swapNotNow: { zh: '这条换班申请已经有结果了。', en: 'This swap has been answered already.' },
  swapAskedAlready: { zh: '这一天已经有一条换班申请在等答复。', en: 'A swap of this day is waiting for an answer already.' },
  importNotFound: { zh: '没有找到这次导入。', en: 'There is no such import.' },
  importNotNow: { zh: '这次导入已经执行或已撤销。', en: 'This import was done or undone already.' },
  importNotReadable: { zh: '文件无法读取。请用 .xlsx，或 UTF-8 / GBK 的 CSV。', en: 'The file cannot be read. Use .xlsx, or CSV in UTF-8 or GBK.' },
  importTooLarge: { zh: '一次最多导入 {most} 行，请拆分文件。', en: 'At most {most} rows at once; please split the file.' },
  importNoHeader: { zh: '没有找到表头，至少要有这些列：{columns}。', en: 'No header was found; at least these columns are needed: {columns}.' },
  absenceNotFound: { zh: '没有找到这条缺勤记录。请刷新页面。', en: 'There is no such absence. Please refresh the page.' },
  absenceNotValid: { zh: '缺勤日期有误：结束日早于开始日，或与已有缺勤重叠。', en: 'These days do not work: the last day is before the first, or they overlap another absence.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
