// Documents: what a visit puts on paper. Issued from the records, numbered, fingerprinted, printed by the browser from a page.
export { api } from './api.ts';
export { routes } from './routes.ts';
