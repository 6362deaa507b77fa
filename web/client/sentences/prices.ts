// What the refusals of prices say.
import type { refusals } from '../../../server/prices/api.ts';
import type { Sentence } from './sentence.ts';

export const pricesSentences = {
  priceDraftNotFound: { zh: '没有价格草稿，可能已被发布或丢弃。', en: 'There is no draft of prices; it may have been published or dropped.' },
  priceDraftUnchanged: { zh: '草稿与现行价格表没有差别，不需要发布。', en: 'The draft does not differ from the prices in force; there is nothing to publish.' },
  priceBookNotFound: { zh: '这个品牌还没有发布价格。', en: 'This brand has not published prices yet.' },
  priceBookTaken: { zh: '{validFrom} 起已经有一份价格表，请换一天。', en: 'There is a price book from {validFrom} already; choose another day.' },
  priceBookInPast: { zh: '价格只能从今天或之后生效。', en: 'Prices can start today or later, not in the past.' },
  priceBookBroken: { zh: '价格表有误，请核对 {code}：代码重复，或引用了表里没有的项目或备件，或包含了自己。', en: 'The price book has a fault at {code}: it stands twice, names an operation or part that the book has not, or includes itself.' },
  operationNotFound: { zh: '价格表里没有适合这款车的项目 {code}。', en: 'The price book has no operation {code} for this model.' },
  partNotFound: { zh: '价格表里没有适合这款车的备件 {code}。', en: 'The price book has no part {code} for this model.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
