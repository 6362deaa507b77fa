// What the house knows of the software of cars: the version that a terminal named when it was asked, and the upgrade that it took.
// S1 only what a car answered counts; what was asked and not answered says nothing.
import { dispatchesOf } from '#gateway';
import type { Tx } from '#platform/tx';
import { releasedAboutSoftware } from './store.ts';

export type SoftwareTold = { vin: string; version: string; at: Date };

/** The firmware's version among the parameters of a terminal (GB/T 32960.3, Annex B). */
const firmware = 0x08;
/** As people write it too: without a letter before it, in plain signs. */
export const plainVersion = (value: string): string => value.normalize('NFKC').trim().replace(/^v\s*(?=\d)/iu, '');

/** What cars of a brand, or one car of it, told of their software, the oldest first. (S1) */
export async function softwareTold(tx: Tx, brandId: string, vin?: string): Promise<SoftwareTold[]> {
  const commands = await releasedAboutSoftware(tx, brandId, vin);
  const dispatches = await dispatchesOf(tx, commands.flatMap((command) => command.dispatchId ?? []));
  const told = commands.flatMap((command): SoftwareTold[] => {
    const dispatch = command.dispatchId === null ? undefined : dispatches.get(command.dispatchId);
    if (dispatch?.state !== 'answered' || dispatch.settledAt === null) return [];
    const value = command.kind === 'remoteUpgrade' ? (command.details['upgrade'] as { firmware?: string } | undefined)?.firmware : dispatch.answer?.find((one) => one.id === firmware)?.value;
    const version = value == null ? '' : plainVersion(String(value));
    return version === '' ? [] : [{ vin: command.vin, version, at: dispatch.settledAt }];
  });
  return told.sort((a, b) => a.at.getTime() - b.at.getTime());
}
