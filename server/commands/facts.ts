// What the house hears of commands.
import { fact } from '#platform/facts';

/** An owner is to say whether a command may go to their car. */
export const consentAsked = fact<{ commandId: string }>('commands.consentAsked');
