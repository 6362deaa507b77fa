// What the refusals of goodwill say.
import type { refusals } from '../../../server/goodwill/api.ts';
import type { Sentence } from './sentence.ts';

export const goodwillSentences = {
  workOrderNotFound: { zh: '找不到这份维修委托单。', en: 'This work order cannot be found.' },
  workNotNow: { zh: '委托单当前的状态不能这样做。', en: 'The work order is in a state that does not allow this.' },
  lineNotFound: { zh: '报价已更新，请刷新后再选择项目。', en: 'The estimate has changed; please look at it again.' },
  sharesNotWhole: { zh: '厂家、网点、车主的份额合计须为 100%。', en: 'The shares of maker, outlet and owner have to be 100 % together.' },
  nothingGiven: { zh: '车主承担全部金额，没有可减免的部分。', en: 'The owner would pay all of it: nothing is given.' },
  goodwillNotFound: { zh: '找不到这份善意索赔申请。', en: 'This goodwill request cannot be found.' },
  goodwillNotNow: { zh: '这份申请已有结果，不能这样做。', en: 'The request has its answer already.' },
  goodwillOwn: { zh: '自己提出或拒绝的善意索赔，须由另一个人决定。', en: 'Goodwill that you asked for or refused is decided by somebody else.' },
  goodwillAboveLimit: { zh: '减免 ¥{givenYuan} 超出您的权限 ¥{mostYuan}，请上一级批准。', en: '¥{givenYuan} is above the ¥{mostYuan} you may give; the next step of the ladder decides.' },
  goodwillAskedAlready: { zh: '这份委托单已有一份等待决定的善意索赔申请。', en: 'This work order has a goodwill request that waits for its decision.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
