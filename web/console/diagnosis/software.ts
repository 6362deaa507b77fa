// What is known of a car's software: the version its terminal named when it was asked, and the upgrades it took.
import type { Out } from '#client/client';

type Command = Pick<Out<'listCommands'>['commands'][number], 'kind' | 'state' | 'endedAt' | 'answer' | 'details'>;
export type SoftwareEvent = { atMs: number; version: string | null };

/** The firmware's version among the parameters of a terminal (GB/T 32960.3, Annex B). */
const firmware = 0x08;

const named = (command: Command): string | undefined => {
  const value = command.kind === 'readParameters' ? command.answer.find((one) => one.parameter === firmware)?.value : undefined;
  return value == null ? undefined : String(value).trim();
};

/** The newest version it named, and when its software changed: an upgrade that it took, or another version than it named before. */
export function softwareOf(commands: readonly Command[]): { now: { version: string; atMs: number } | undefined; changes: SoftwareEvent[] } {
  const done = commands.filter((command) => command.state === 'answered' && command.endedAt !== null).sort((a, b) => Date.parse(a.endedAt as string) - Date.parse(b.endedAt as string));
  const changes: SoftwareEvent[] = [];
  let now: { version: string; atMs: number } | undefined;
  let upgraded: string | null | undefined;
  for (const command of done) {
    const atMs = Date.parse(command.endedAt as string);
    if (command.kind === 'remoteUpgrade') {
      upgraded = command.details.upgrade?.firmware ?? null;
      changes.push({ atMs, version: upgraded });
    }
    const version = named(command);
    if (version === undefined) continue;
    if (now !== undefined && now.version !== version && upgraded === undefined) changes.push({ atMs, version });
    now = { version, atMs };
    upgraded = undefined;
  }
  return { now, changes: changes.toReversed() };
}
