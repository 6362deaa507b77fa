// What telemetry's refusals say.
import type { refusals } from '../../../server/telemetry/api.ts';
import type { Sentence } from './sentence.ts';

export const telemetrySentences = {
  vehicleNotFound: { zh: '没有找到这辆车。请核对车架号或车牌。', en: 'No such vehicle was found. Please check the VIN or plate.' },
  stateNotFound: { zh: '这辆车还没有上报过数据。车辆联网后，状态会自动出现在这里。', en: 'This vehicle has not sent any data yet. Its state appears here as soon as it connects.' },
  unknownVehicleNotFound: { zh: '未登记车辆名单中没有这个车架号，可能已经被接入。请刷新名单。', en: 'This VIN is not among the unknown vehicles; it may have been taken in already. Refresh the list.' },
  vehicleNotRegistered: { zh: '车架号 {vin} 尚未登记。请先在车辆档案中登记，再接入它的数据。', en: 'VIN {vin} is not registered. Register the vehicle first, then take in its data.' },
  stretchNotValid: { zh: '这段时间无法查看：结束必须晚于开始，最长 400 天。', en: 'This stretch of time cannot be shown: it must end after it begins and be no longer than 400 days.' },
  frameNotFound: { zh: '历史里没有这一刻的报文。请刷新列表后再选。', en: 'The history has no frame of this moment. Refresh the list and choose again.' },
  ruleBeginsInThePast: { zh: '保存期规则只能从今天（{today}）或以后开始。请改开始日期。', en: 'A retention rule can only begin today ({today}) or later. Choose another first day.' },
  faultCodeBegun: { zh: '这条故障码已经有生效的含义，不能改写过去。请让新的版本从今天（{today}）或以后生效。', en: 'This code already has a meaning in force; the past is not rewritten. Let the new one begin today ({today}) or later.' },
  faultSheetNotFound: { zh: '没有找到这次导入。请刷新页面。', en: 'This sheet was not found. Refresh the page.' },
  faultSheetNotNow: { zh: '这次导入已经处理过了。请刷新页面查看结果。', en: 'This sheet has been dealt with already. Refresh the page to see the result.' },
  faultSheetNotReadable: { zh: '这个文件无法读取，或超过 {most} 行。请用 .xlsx 或 CSV。', en: 'This file cannot be read, or has more than {most} rows. Use .xlsx or CSV.' },
  faultSheetNoHeader: { zh: '没有找到表头。表格至少需要这些列：{columns}。', en: 'No header was found. The sheet needs at least these columns: {columns}.' },
} satisfies Record<Exclude<(typeof refusals)[number], 'notAllowed' | 'badInput' | 'operationNotFound'>, Sentence>;
