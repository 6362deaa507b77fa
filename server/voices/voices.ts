// Voices are what is said of a brand outside its own surveys: complaints at lines of the state and on platforms, threads, letters.
// Each is heard once, judged, answered in time by the rules of apology, and counted; grave ones become cases, causes become findings, and what is reported outside is counted with what owners report.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { voiceById } from './store.ts';
import type { Voice } from './voice.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { hearComplaint, hearTold } from './hear.ts';
export { hearSheet } from './sheets.ts';
export { climbLateComplaints } from './own.ts';
export { complains, outsideReports, type OutsideReport } from './store.ts';
export { complaintClimbed, sheetGoesOn, voiceHeard, voicesTold, type Voice } from './voice.ts';

export async function findVoice(tx: Tx, id: string): Promise<Voice> {
  return (await voiceById(tx, id)) ?? refuse('voiceNotFound', { id });
}
