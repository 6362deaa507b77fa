// What the refusals of benefits say.
import type { refusals } from '../../../server/benefits/api.ts';
import type { Sentence } from './sentence.ts';

export const benefitsSentences = {
  planNotFound: { zh: '找不到这个套餐。', en: 'This package is not on sale.' },
  planEmpty: { zh: '同一个项目不能在套餐里出现两次。', en: 'An operation can stand in a package only once.' },
  packageNotFound: { zh: '找不到已购买的套餐。', en: 'This package cannot be found.' },
  packageReturned: { zh: '这个套餐已经退掉。', en: 'This package was taken back already.' },
  packageInUse: { zh: '有委托单正在使用这个套餐，请先完成或取消。', en: 'A work order is using this package; finish or cancel it first.' },
  notInPackage: { zh: '套餐不能支付项目 {code}，请查看套餐余次和有效期。', en: 'No package pays for {code}; look at what is left and until when.' },
  depositNotFound: { zh: '找不到这笔定金。', en: 'This deposit cannot be found.' },
  depositTooSmall: { zh: '超过定金余额。', en: 'This is more than is left of the deposit.' },
  couponNotFound: { zh: '找不到这张优惠券。', en: 'This coupon cannot be found.' },
  couponNotValid: { zh: '优惠券不能使用：不存在、已用过、已过期，或未达到最低金额。', en: 'The coupon cannot be used: unknown, used, out of its days, or the sum is too small.' },
  couponCodeTaken: { zh: '这个券码已被使用，请换一个。', en: 'There is a coupon with this code already.' },
  couponNeedsOne: { zh: '请填写减免金额或比例，二者选一。', en: 'Give either an amount or a percentage.' },
  orderNotFound: { zh: '找不到这笔订单。', en: 'This order cannot be found.' },
  boughtAtOutlet: { zh: '这个套餐是在网点付款的，请到网点退。', en: 'This package was paid for at an outlet; it is given back there.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
