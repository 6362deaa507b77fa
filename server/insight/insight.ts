// Read-only questions across all modules above: who is here, how far the house is set up, what matches a few typed
// characters. It changes nothing.
export { api } from './api.ts';
export { routes } from './routes.ts';
