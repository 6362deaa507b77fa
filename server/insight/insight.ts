// Read-only questions across all modules above: who is here, how far the house is set up, what matches a few typed
// characters, what the figures of a month and of CARE are made of. It changes nothing; it only keeps months of CARE that are over.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { freezeCareMonths } from './care.ts';
