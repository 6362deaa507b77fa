// Goodwill is what nobody owes and somebody gives: asked for with shares of maker, outlet and owner, granted by another
// person whose role may give so much, or refused in a sentence that the owner reads and may appeal against.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { goodwillDecided, goodwillRequested } from './request.ts';
