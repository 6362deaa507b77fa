// What the law and the makers promise the owner of a car: the three guarantees and the repair warranty (SAMR Order 43),
// judged by dated rules from the house's own visits, and told to the right people one step before each limit.
export { api } from './api.ts';
export { exclusionStated, mobilityClimbed, mobilityMet, mobilityOwed } from './guarantee-facts.ts';
export { guaranteeDaysLeft } from './days-left.ts';
export { climbMobilityDuties, loanerHandedOver } from './mobility.ts';
export { isExcluded } from './visits.ts';
export { routes } from './routes.ts';
export { purchaseTaxBackFen, usageFee } from './money.ts';
export { showGuarantees } from './show-guarantees.ts';
export { guaranteeStep, watchGuarantees } from './watch-guarantees.ts';
