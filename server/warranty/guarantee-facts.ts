// What the guarantees tell the house: an exclusion that stands, and a mobility duty that somebody holds.
import { fact } from '#platform/facts';

export const exclusionStated = fact<{ statementId: string; vin: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; caseId: string; number: string; ground: string; evidence: string; causalLink: string }>('warranty.exclusionStated');
export const mobilityOwed = fact<{ dutyId: string; workOrderId: string; caseId: string; vin: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; number: string; fromAt: string; holderId: string | null; holderName: string | null }>('warranty.mobilityOwed');
/** Nobody has met a duty for so long that somebody above must know. */
export const mobilityClimbed = fact<{ dutyId: string; level: number; workOrderId: string; caseId: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; number: string; holderName: string | null; hours: number }>('warranty.mobilityClimbed');
export const mobilityMet = fact<{ dutyId: string; workOrderId: string; caseId: string; brandId: string; ownerId: string; outletId: string; how: string; amountFen: number | null }>('warranty.mobilityMet');
