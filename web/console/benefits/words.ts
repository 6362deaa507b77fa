// Words of the pages of packages and coupons.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '套餐与优惠券', lead: '出售哪些套餐，发了哪些优惠券，用了没有。', brand: '品牌', plans: '在售套餐', noPlans: '还没有在售的套餐', months: (count: number) => `${count} 个月有效`, times: (count: number) => `${count} 次`, goes: '随车过户', stays: '不随车过户', worth: (sum: string) => `单买 ${sum}`, end: '停售', ended: '停售后已售出的照常使用',
    addPlan: '新增套餐', name: '名称', nameEn: '英文名称', price: '售价（元）', validMonths: '有效期（月）', transferable: '过户时随车转移', items: '包含项目', howOften: '次数', moreItems: '再加一项', doAdd: '上架',
    coupons: '优惠券', noCoupons: '还没有优惠券', code: '券码', forOwner: '给谁', anybody: '凭码使用', value: '优惠', least: '最低消费', until: '有效至', used: '使用', notUsed: '未使用', addCoupon: '发优惠券', kind: '方式', fen: '减金额', pct: '打折', fenValue: '减多少（元）', pctValue: '减百分之几', mostValue: '最多减（元，可不填）', leastValue: '满多少可用（元，可不填）', phone: '车主电话（不填则凭码使用）', doCoupon: '发券', notNumber: '请输入金额，例如 120.50', nobody: '没有找到这个电话的车主', off: (pct: number) => `减 ${pct}%`, from: (sum: string) => `满 ${sum}`,
    returnPackage: '退套餐', returnDeposit: '退定金', forfeit: '扣下定金', why: '原因', amount: '金额（元）', confirm: '确认', cancel: '取消',
  },
  en: {
    title: 'Packages and coupons', lead: 'Which packages are sold, which coupons were given, and whether they were used.', brand: 'Brand', plans: 'Packages on sale', noPlans: 'No package is sold yet', months: (count: number) => `valid ${count} months`, times: (count: number) => `× ${count}`, goes: 'goes with the car', stays: 'stays with the buyer', worth: (sum: string) => `${sum} if bought one by one`, end: 'Sell no more', ended: 'What was sold stays valid',
    addPlan: 'A new package', name: 'Name', nameEn: 'Name in English', price: 'Price (yuan)', validMonths: 'Valid (months)', transferable: 'Goes with the car when it is sold', items: 'What is in it', howOften: 'How many times', moreItems: 'One more', doAdd: 'Put on sale',
    coupons: 'Coupons', noCoupons: 'No coupons yet', code: 'Code', forOwner: 'For', anybody: 'whoever has the code', value: 'Worth', least: 'From', until: 'Until', used: 'Used', notUsed: 'not used', addCoupon: 'A new coupon', kind: 'Kind', fen: 'An amount', pct: 'A percentage', fenValue: 'Taken off (yuan)', pctValue: 'Per cent', mostValue: 'At most (yuan, may be empty)', leastValue: 'From a sum of (yuan, may be empty)', phone: 'Phone of the owner (empty: whoever has the code)', doCoupon: 'Give it', notNumber: 'An amount such as 120.50', nobody: 'No owner has this phone', off: (pct: number) => `${pct}% off`, from: (sum: string) => `from ${sum}`,
    returnPackage: 'Take the package back', returnDeposit: 'Give it back', forfeit: 'Keep it', why: 'Why', amount: 'Amount (yuan)', confirm: 'Confirm', cancel: 'Cancel',
  },
});
