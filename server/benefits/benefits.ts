// What customers paid before or were given: deposits, packages of work with what is left of them, coupons. What was paid and not
// used is owed to them and stands in the ledger; every refusal says why.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { giveCouponBack, takeCoupon } from './coupons.ts';
export { askAboutBenefits, benefitPaid, benefitRefunded, placeBenefitOrder, placeBenefitRefund } from './buy-online.ts';
export { drawDeposit, refillDeposit } from './deposits.ts';
export { benefitOrdered, benefitRefundAsked, isOnline } from './order.ts';
export { benefitMovementsByNo, benefitsMovedThrough } from './order-store.ts';
export { depositChannel } from './store.ts';
export { giveTimesBack, holdFor, passOnPackages, releaseHolds, spendHeld } from './packages.ts';
