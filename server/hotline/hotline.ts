// The hotline: everybody who waits for a person, by telephone or in a talk, in one queue. Each is promised a person by a
// time or a call-back at a time, danger goes first, nobody is lost. An exchange (Asterisk) tells its events at an address of
// the brand's own.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { callBackLate, callBackMissed, callBackPromised } from './contact.ts';
export { sayWhenCalledBack, talkArrives, talkMoved as talkMovedAtDesk } from './arrive.ts';
export { demoRang, measureLines, returnTalks, ringFromDemo, runQueue, watchCallBacks } from './wall.ts';
