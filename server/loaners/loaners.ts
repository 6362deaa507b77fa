// Loaner cars: who is given one by which rule, contract and licence, what was seen when it left and came back, and what
// came after: damage, charging, tolls, traffic fines, and the deposit.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { weighWaitingCars } from './weigh-waiting.ts';
