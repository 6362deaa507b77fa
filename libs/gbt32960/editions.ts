// Which rules a start symbol calls for. The 2025 edition takes its place here when its layouts are written.
import { edition2016 } from './edition-2016.ts';
import type { EditionRules } from './edition-rules.ts';
import type { Edition } from './frame-header.ts';

export const editionRules: Readonly<Record<Edition, EditionRules | undefined>> = { 2016: edition2016, 2025: undefined };
