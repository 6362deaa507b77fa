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
} satisfies Record<Exclude<(typeof refusals)[number], 'notAllowed' | 'badInput'>, Sentence>;
