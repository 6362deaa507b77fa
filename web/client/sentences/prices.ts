// What the refusals of prices say.
import type { refusals } from '../../../server/prices/api.ts';
import type { Sentence } from './sentence.ts';

export const pricesSentences = {
  priceBookNotFound: { zh: '这个品牌还没有发布价格。', en: 'This brand has not published prices yet.' },
  priceBookTaken: { zh: '{validFrom} 起已经有一份价格表，请换一天。', en: 'There is a price book from {validFrom} already; choose another day.' },
  priceBookInPast: { zh: '价格只能从今天或之后生效。', en: 'Prices can start today or later, not in the past.' },
  priceBookBroken: { zh: '价格表有误：{fault}。', en: 'The price book has a fault: {fault}.' },
  operationNotFound: { zh: '价格表里没有适合这款车的项目 {code}。', en: 'The price book has no operation {code} for this model.' },
  partNotFound: { zh: '价格表里没有适合这款车的备件 {code}。', en: 'The price book has no part {code} for this model.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
