// Commands ask something of a car: read or set parameters of its terminal, control it, warn its driver. By kind they need
// the owner's consent, a second person, a car that stands; they go out over the car's own connection and end with its answer.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { commandToTell, expireCommands } from './ask-command.ts';
export { consentAsked } from './facts.ts';
export { plainVersion, softwareTold, type SoftwareTold } from './software.ts';
