// The network is the outlets of the alliance: where they are, when they are open, what their bays can do, and which
// technicians work there with which papers. An outlet may serve several brands; its technicians and bays are shared,
// its customers are not.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { fillSounds } from '#people';
import type { Outlet } from './outlet.ts';
import { fillOutletSounds, outletById } from './store.ts';

export { api } from './api.ts';
export { routes } from './routes.ts';
export { fitTogether, periodsOn, weekFits } from './opening-hours.ts';
export type { Bay, Capability, DayException, Outlet, Technician, WeekPeriod } from './outlet.ts';
export { hasGuardian, isCertified, mayWorkHv, missingFor, type Certificate, type CertificateKind } from './paper.ts';
export { shiftsAt, toolsOf, type Shift, type Tool } from './place-store.ts';
export { isCalibrated } from './tools.ts';
export { cellsRead, headerIn, type Column } from './import-rows.ts';
export { dayWritten, readSheet, type Cell } from './read-sheet.ts';
export { notePractice } from './certificates.ts';
export { runsOutlet } from './add-outlet.ts';
export { absencesFrom, absentOn, baysOf, exceptionsFrom, outletsById, outletsFor, outletsNamed } from './store.ts';
export { techniciansOf } from './technicians.ts';
export { workingDays, type WorkingDay } from './working-days.ts';
export { dayKindOf, workingHours } from './working-hours.ts';

export async function findOutlet(tx: Tx, id: string): Promise<Outlet> {
  return (await outletById(tx, id)) ?? refuse('outletNotFound', { id });
}

/** Round: names that came before their sounds were kept are found by sound too. */
export async function writeNameSounds(tx: Tx): Promise<void> {
  const most = 1000;
  for (let nth = 0; nth < 20; nth += 1) {
    if ((await fillSounds(tx, most)) + (await fillOutletSounds(tx, most)) < most) return;
  }
}
