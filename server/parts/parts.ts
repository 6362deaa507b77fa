// Parts: what a number is and fits, what lies where as the sum of its movements, what is on order and when it comes, which car
// waits for which box, and what the night advises to buy and move. Visits ask here what will be there on a day, keep it, take it,
// and wait for it; they hear of their boxes by facts.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { missingOn, type Claim, type Counted } from './parts-on-day.ts';
export { takeParts } from './shelf.ts';
export { countOnBoard, freeOnShelf, keepVanPlaces, loadParts, noneOnBoard, onHandAt, takeFromBoard } from './on-board.ts';
export { knownPart } from './places.ts';
export { elsewhere } from './catalogue.ts';
export { mindedWhenFitted } from './fitted.ts';
export { boxFilledByHand, boxesExpected, boxesFilled, countedAt, heldByWork, heldForAppointment, heldParts, holdParts, keepForWork, releaseParts, waitForPart, waitNoLonger, waitingEverywhere, weigh } from './waiting.ts';
export { planNight } from './nightly.ts';
