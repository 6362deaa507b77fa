// What the refusals of the demo say.
import type { refusals } from '../../../server/demo/api.ts';
import type { Sentence } from './sentence.ts';

export const demoSentences = {
  noSuchCar: { zh: '这辆车现在不在路上，请选一辆列表里的车。', en: 'This car is not on the road now; choose one from the list.' },
  nothingToPay: { zh: '演示钱包里没有这笔订单。', en: 'The demo wallet knows no such order.' },
  noSuchFollower: { zh: '没有这位关注者，请重新选择。', en: 'Nobody of that kind follows the account; choose again.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
