// What refusals about the register of cars say.
import type { refusals } from '../../../server/vehicles/api.ts';
import type { Sentence } from './sentence.ts';

export const vehiclesSentences = {
  vehicleNotFound: { zh: '没有找到这辆车。请核对车牌或车辆识别代号。', en: 'No such car was found. Please check the plate or VIN.' },
  vinNotValid: { zh: '车辆识别代号应为 17 位，不含字母 I、O、Q。请核对。', en: 'A VIN has 17 characters and never the letters I, O or Q. Please check it.' },
  vinTaken: { zh: '这个车辆识别代号已经登记。请搜索这辆车。', en: 'This VIN is already registered. Please search for the car.' },
  plateNotValid: { zh: '这不像一个有效的车牌号，请核对；还没有车牌可以留空。', en: 'This does not look like a licence plate. Please check it, or leave it empty if there is none yet.' },
  ownerNotAtBrand: { zh: '这位车主还没有在本品牌建档。请先添加车主。', en: 'This owner is not yet known to the brand. Please add the owner first.' },
  sameOwner: { zh: '这位已经是现任车主。请选择新车主。', en: 'This person already owns the car. Please choose the new owner.' },
  transferDayNotValid: { zh: '日期不能晚于今天，也不能早于现任车主或现用车牌的开始日。', en: 'The day cannot be in the future, nor before the present owner or plate began.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
