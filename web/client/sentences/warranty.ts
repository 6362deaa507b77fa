// What refusals about the guarantees of a car say.
import type { refusals } from '../../../server/warranty/api.ts';
import type { Sentence } from './sentence.ts';

export const warrantySentences = {
  vehicleNotFound: { zh: '没有找到这辆车，无法显示三包信息。请核对车牌或车辆识别代号。', en: 'No such car was found, so its guarantees cannot be shown. Please check the plate or VIN.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
