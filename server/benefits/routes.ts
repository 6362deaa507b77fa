// Operations of benefits on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { buyPackage, leaveDeposit, showMyOrder } from './buy-online.ts';
import { addCoupon, listCoupons } from './coupons.ts';
import { forfeitDeposit, returnDeposit, takeDeposit } from './deposits.ts';
import { addPlan, checkEntitlement, endPlan, giveUpPackage, listPlans, myBenefits, returnPackage, sellPackage, showBenefits } from './packages.ts';

export const routes = serve(api, { listPlans, addPlan, endPlan, sellPackage, returnPackage, checkEntitlement, showBenefits, myBenefits, takeDeposit, returnDeposit, forfeitDeposit, addCoupon, listCoupons, buyPackage, leaveDeposit, showMyOrder, giveUpPackage });
