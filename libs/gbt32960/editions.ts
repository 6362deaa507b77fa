// Which rules a start symbol calls for.
import { edition2016 } from './edition-2016.ts';
import { edition2025 } from './edition-2025.ts';
import type { EditionRules } from './edition-rules.ts';
import type { Edition } from './frame-header.ts';

export const rulesOf = (edition: Edition): EditionRules => (edition === 2016 ? edition2016 : edition2025);
