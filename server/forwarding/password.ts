// The passwords by which the house logs in elsewhere, at rest: sealed where the house has a sealing key
// (GATEWAY_SECRETS_FILE), as they are where it has none. P1 what was kept before there was a key is still read; P2 what was
// sealed under a key that is gone opens as nothing, so that the platform refuses the login and says so.
import { sealSecret, unsealSecret } from '#gateway';

const mark = 'sealed:';
const purpose = 'password of a forwarding target';

/** What is written for a password. */
export const keptPassword = (password: string, sealing: Uint8Array | undefined): string =>
  sealing === undefined ? password : mark + Buffer.from(sealSecret(sealing, purpose, Buffer.from(password))).toString('base64');

/** The password that was written; empty when it cannot be opened. (P1, P2) */
export function openedPassword(kept: string, sealing: Uint8Array | undefined): string {
  if (!kept.startsWith(mark)) return kept;
  const opened = sealing === undefined ? undefined : unsealSecret(sealing, purpose, Buffer.from(kept.slice(mark.length), 'base64'));
  return opened === undefined ? '' : Buffer.from(opened).toString();
}
