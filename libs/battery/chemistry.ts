// Which chemistry a pack is when nobody said it: between 45 and 90 % shown charge and at little current a rested NCM cell is
// above 3.45 V and an LFP cell below 3.42 V. Five agreeing looks decide; a cell above 3.8 V decides at once.
import type { Chemistry } from './frame.ts';

export interface ChemistryVotes {
  chosen: Chemistry | undefined;
  ncm: number;
  lfp: number;
}

export const newVotes = (chosen: Chemistry | undefined): ChemistryVotes => ({ chosen, ncm: 0, lfp: 0 });

export function vote(state: ChemistryVotes, cellMv: number, socPct: number, cRate: number): void {
  if (!(cellMv > 2000)) return;
  if (cellMv > 3800 && cellMv < 4500) state.ncm += 5;
  else if (socPct >= 45 && socPct <= 90 && Math.abs(cRate) < 0.15) {
    if (cellMv > 3450) state.ncm++;
    else if (cellMv < 3420) state.lfp++;
  }
  if (state.ncm >= 5 && state.ncm > 2 * state.lfp) state.chosen = 'ncm';
  else if (state.lfp >= 5 && state.lfp > 2 * state.ncm) state.chosen = 'lfp';
}
