// What refusals about parts say.
import type { refusals } from '../../../server/parts/api.ts';
import type { Sentence } from './sentence.ts';

export const partsSentences = {
  partNotFound: { zh: '价格表里没有适合这款车的备件 {code}。', en: 'The price book has no part {code} for this model.' },
  expectedPartsNotFound: { zh: '没有找到这条在途备件，可能已经收货。请刷新页面。', en: 'There are no such expected parts; they may have come. Please refresh the page.' },
  outletDoesNotStock: { zh: '这个网点不服务这个品牌，没有它的备件。', en: 'This outlet does not serve the brand and has none of its parts.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
