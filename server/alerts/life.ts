// The life of an alert: from each state, what each happening makes of it. Total; 'ignored' changes nothing.
// L1 an open alert is never raised again; L2 a cleared one is taken up again only as the same trouble (`reopen`); else the
// trouble begins as a new alert that names the one it follows.
import type { alertStates } from './api.ts';

export type AlertState = (typeof alertStates)[number];
export type Happening = 'raise' | 'reopen' | 'again' | 'escalate' | 'deEscalate' | 'clear';
type Outcome = AlertState | 'new' | 'ignored';

export const life: Record<AlertState | 'none', Record<Happening, Outcome>> = {
  none: { raise: 'new', reopen: 'new', again: 'ignored', escalate: 'ignored', deEscalate: 'ignored', clear: 'ignored' },
  raised: { raise: 'ignored', reopen: 'ignored', again: 'raised', escalate: 'escalated', deEscalate: 'deEscalated', clear: 'cleared' },
  escalated: { raise: 'ignored', reopen: 'ignored', again: 'escalated', escalate: 'escalated', deEscalate: 'deEscalated', clear: 'cleared' },
  deEscalated: { raise: 'ignored', reopen: 'ignored', again: 'deEscalated', escalate: 'escalated', deEscalate: 'deEscalated', clear: 'cleared' },
  cleared: { raise: 'new', reopen: 'raised', again: 'ignored', escalate: 'ignored', deEscalate: 'ignored', clear: 'ignored' },
};
