// Voices are what is said of a brand outside its own surveys: complaints at lines of the state and on platforms, threads, letters.
// Each is heard once, judged, answered in time by the rules of apology, and counted; grave ones become cases, causes become findings, and what is reported outside is counted with what owners report.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { hearComplaint, hearTold } from './hear.ts';
export { complains, outsideReports, type OutsideReport } from './store.ts';
export { voiceHeard, voicesTold } from './voice.ts';
