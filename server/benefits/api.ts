// The contract of benefits: deposits, packages with what is left of them, coupons.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const tillChannels = ['cash', 'card', 'bankTransfer'] as const;
export const onlineChannels = ['wechat', 'alipay'] as const;
/** By which way a package or a deposit was paid. */
export const paidBy = [...tillChannels, ...onlineChannels] as const;
export const orderedThings = ['package', 'deposit'] as const;
export const orderStates = ['asked', 'created', 'paid', 'failed'] as const;
export const depositStates = ['taken', 'partlyUsed', 'used', 'returned', 'forfeited'] as const;
export const packageStates = ['active', 'returned'] as const;
/** Why a package does not cover an operation. */
export const notCovered = ['noPackage', 'otherOperation', 'usedUp', 'expired', 'notTransferred'] as const;
const till = ['adviser', 'cashier', 'serviceManager'] as const;
const planners = ['regionalManager', 'administrator'] as const;
const lookers = ['agent', ...till, 'regionalManager', 'auditor', 'administrator'] as const;

const Code = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' });
const CouponCode = Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' });
const Amount = Type.Integer({ minimum: 1, maximum: 2_000_000_000 });
const Channel = OneOf(tillChannels);
export const Plan = Type.Object({
  id: Id, brandId: Id, name: Type.String(), nameEn: Type.String(), priceFen: Fen, months: Type.Integer(), transferable: Type.Boolean(),
  items: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), times: Type.Integer(), worthFen: Fen })),
});
const Left = Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), times: Type.Integer(), used: Type.Integer(), held: Type.Integer(), left: Type.Integer() });
export const Package = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, vin: Type.String(), outletId: Id, name: Type.String(), nameEn: Type.String(), priceFen: Fen, transferable: Type.Boolean(), channel: OneOf(paidBy), validTo: LocalDate, state: OneOf(packageStates), soldAt: Instant,
  entitlements: Type.Array(Left), leftFen: Fen, version: Version,
});
export const Deposit = Type.Object({
  id: Id, number: Type.String(), brandId: Id, ownerId: Id, outletId: Id, why: Type.String(), amountFen: Fen, usedFen: Fen, returnedFen: Fen, forfeitedFen: Fen, leftFen: Fen, state: OneOf(depositStates), channel: OneOf(paidBy), takenAt: Instant, version: Version,
});
export const Coupon = Type.Object({
  id: Id, code: Type.String(), brandId: Id, forOwnerId: Nullable(Id), name: Type.String(), nameEn: Type.String(), fen: Nullable(Fen), pct: Nullable(Type.Integer()), mostFen: Nullable(Fen), minFen: Fen, validFrom: LocalDate, validTo: LocalDate, usedAt: Nullable(Instant),
});
const Order = Type.Object({ id: Id, what: OneOf(orderedThings), planId: Nullable(Id), outletId: Id, amountFen: Fen, outTradeNo: Type.String(), channel: OneOf(onlineChannels), state: OneOf(orderStates), codeUrl: Nullable(Type.String()), boughtId: Nullable(Id) });
const all = { packages: Type.Array(Package), deposits: Type.Array(Deposit), coupons: Type.Array(Coupon) };

export const refusals = ['planNotFound', 'planEmpty', 'packageNotFound', 'packageReturned', 'packageInUse', 'notInPackage', 'depositNotFound', 'depositTooSmall', 'couponNotFound', 'couponNotValid', 'couponCodeTaken', 'couponNeedsOne', 'orderNotFound', 'boughtAtOutlet'] as const;

const packages = {
  listPlans: op({ method: 'GET', path: '/benefits/plans', who: ['owner', ...lookers], summary: 'Packages that are sold', input: Type.Object({ brandId: Type.Optional(Id) }), output: Type.Object({ plans: Type.Array(Plan) }), refusals: [] }),
  addPlan: op({
    method: 'POST', path: '/benefits/plans', who: [...planners], summary: 'A package to be sold: which operations how often, for how long, and whether it goes with the car',
    input: Type.Object({ brandId: Id, name: Words(60), nameEn: Words(100), priceFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }), months: Type.Integer({ minimum: 1, maximum: 240 }), transferable: Type.Boolean(), items: Type.Array(Type.Object({ code: Code, times: Type.Integer({ minimum: 1, maximum: 100 }) }), { minItems: 1, maxItems: 30 }) }),
    output: Plan, refusals: ['brandNotFound', 'operationNotFound', 'priceBookNotFound', 'planEmpty'],
  }),
  endPlan: op({ method: 'POST', path: '/benefits/plans/:planId/end', who: [...planners], summary: 'A package is sold no more; what was sold stays valid', input: Type.Object({ planId: Id }), output: Done, refusals: ['planNotFound'] }),
  sellPackage: op({
    method: 'POST', path: '/benefits/packages', who: [...till], summary: 'Sells a package for a car; what was paid is owed in service until it is used',
    input: Type.Object({ planId: Id, vehicleId: Id, outletId: Id, channel: Channel, reference: Type.Optional(Words(60)) }), output: Package, refusals: ['planNotFound', 'vehicleNotFound', 'outletNotFound'],
  }),
  returnPackage: op({ method: 'POST', path: '/benefits/packages/:packageId/return', who: ['serviceManager'], summary: 'Takes a package back and pays out what was not used', input: Type.Object({ packageId: Id, why: Words(300), version: Version }), output: Done, refusals: ['packageNotFound', 'packageReturned', 'packageInUse'] }),
  checkEntitlement: op({
    method: 'GET', path: '/benefits/check', who: [...lookers], summary: 'Whether a package of the car covers an operation, and why not', input: Type.Object({ vehicleId: Id, code: Code }),
    output: Type.Object({ covered: Type.Boolean(), why: Nullable(OneOf(notCovered)), packageNumber: Nullable(Type.String()), left: Type.Integer() }), refusals: ['vehicleNotFound'],
  }),
  showBenefits: op({ method: 'GET', path: '/benefits/vehicles/:vehicleId', who: [...lookers], summary: 'Packages of a car, deposits and coupons of its owner', input: Type.Object({ vehicleId: Id }), output: Type.Object(all), refusals: ['vehicleNotFound'] }),
  myBenefits: op({ method: 'GET', path: '/my/benefits', who: ['owner'], summary: 'My packages, deposits and coupons', input: Type.Object({}), output: Type.Object(all), refusals: [] }),
};
const online = {
  buyPackage: op({
    method: 'POST', path: '/my/benefits/packages', who: ['owner'], summary: 'Orders a package for my car at the payment platform; it is mine when it is paid', input: Type.Object({ planId: Id, vehicleId: Id, outletId: Id, channel: OneOf(onlineChannels) }),
    output: Order, refusals: ['planNotFound', 'vehicleNotFound', 'outletNotFound'],
  }),
  leaveDeposit: op({
    method: 'POST', path: '/my/benefits/deposits', who: ['owner'], summary: 'Orders a deposit for an outlet at the payment platform; it is left when it is paid', input: Type.Object({ vehicleId: Id, outletId: Id, amountFen: Type.Integer({ minimum: 100, maximum: 5_000_000 }), why: Words(200), channel: OneOf(onlineChannels) }),
    output: Order, refusals: ['vehicleNotFound', 'outletNotFound'],
  }),
  showMyOrder: op({ method: 'GET', path: '/my/benefits/orders/:orderId', who: ['owner'], summary: 'How my order of a package or deposit stands', input: Type.Object({ orderId: Id }), output: Order, refusals: ['orderNotFound'] }),
  giveUpPackage: op({
    method: 'POST', path: '/my/benefits/packages/:packageId/return', who: ['owner'], summary: 'Gives back a package that I paid for online: what is not used goes back by the way it came', input: Type.Object({ packageId: Id, version: Version }), output: Done,
    refusals: ['packageNotFound', 'packageReturned', 'packageInUse', 'boughtAtOutlet'],
  }),
};
const deposits = {
  takeDeposit: op({ method: 'POST', path: '/benefits/deposits', who: [...till], summary: 'Takes a deposit from an owner', input: Type.Object({ ownerId: Id, brandId: Id, outletId: Id, amountFen: Amount, channel: Channel, why: Words(200) }), output: Deposit, refusals: ['ownerNotFound', 'outletNotFound'] }),
  returnDeposit: op({ method: 'POST', path: '/benefits/deposits/:depositId/return', who: [...till], summary: 'Gives a deposit back, or a part of it', input: Type.Object({ depositId: Id, amountFen: Amount, version: Version }), output: Deposit, refusals: ['depositNotFound', 'depositTooSmall'] }),
  forfeitDeposit: op({ method: 'POST', path: '/benefits/deposits/:depositId/forfeit', who: ['serviceManager'], summary: 'Keeps a deposit, or a part of it, with the reason the owner can read', input: Type.Object({ depositId: Id, amountFen: Amount, why: Words(300), version: Version }), output: Deposit, refusals: ['depositNotFound', 'depositTooSmall'] }),
};
const coupons = {
  listCoupons: op({ method: 'GET', path: '/benefits/coupons', who: [...till, ...planners, 'auditor'], summary: 'Coupons of a brand, those not used first', input: Type.Object({ brandId: Id }), output: Type.Object({ coupons: Type.Array(Type.Object({ ...Coupon.properties, ownerName: Nullable(Type.String()) })) }), refusals: ['brandNotFound'] }),
  addCoupon: op({
    method: 'POST', path: '/benefits/coupons', who: ['serviceManager', ...planners], summary: 'A coupon, for an owner or for whoever has its code',
    input: Type.Object({ brandId: Id, code: CouponCode, ownerId: Type.Optional(Id), name: Words(60), nameEn: Words(100), fen: Type.Optional(Amount), pct: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })), mostFen: Type.Optional(Amount), minFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })), validTo: LocalDate }),
    output: Coupon, refusals: ['brandNotFound', 'ownerNotFound', 'couponCodeTaken', 'couponNeedsOne'],
  }),
};
export const api = { ...packages, ...online, ...deposits, ...coupons };
