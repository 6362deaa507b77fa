// What becomes of a frame: written and acknowledged, only answered, heard as an answer, or turned away with a reason. Pure.
// P1 vehicle data is acknowledged after the journal has it, never before; P2 an answer is never answered; P3 what cannot be
// kept is answered with an error where its sender can be told; P4 a frame of either edition is answered in its own.
import { commands, flags, type FoundFrame } from '@careloop/gbt32960';

export type Fate =
  | { does: 'journal' }
  | { does: 'answer'; flag: number }
  | { does: 'checkPlatform' }
  /** An activation or an exchange of keys (2025). */
  | { does: 'trust' }
  /** A car answers a command of ours. */
  | { does: 'hear' }
  | { does: 'ignore' }
  | { does: 'reject'; reason: 'badCheckCode' | 'badVin' | 'truncated' | 'unknownCommand'; flag: number | undefined };

const vehicleCommands = new Set<number>([commands.login, commands.realtime, commands.reissue, commands.logout]);
const downCommands = new Set<number>([commands.parameterQuery, commands.parameterSetting, commands.control]);
const legalVin = /^[A-HJ-NPR-Z0-9]{17}$/;
const timeBytes = 6;

export const isVehicleData = (command: number): boolean => vehicleCommands.has(command);

export function fateOf(frame: FoundFrame): Fate {
  const asked = frame.flag === flags.command;
  if (!frame.bccOk) return { does: 'reject', reason: 'badCheckCode', flag: asked ? flags.error : undefined };
  if (!asked) return { does: downCommands.has(frame.command) ? 'hear' : 'ignore' }; // P2
  switch (frame.command) {
    case commands.heartbeat:
    case commands.timeCalibration:
    case commands.platformLogout: return { does: 'answer', flag: flags.success };
    case commands.platformLogin: return { does: 'checkPlatform' };
  }
  const trust = frame.edition === 2025 && (frame.command === commands.activation || frame.command === commands.keyExchange);
  if (!trust && !isVehicleData(frame.command)) return { does: 'reject', reason: 'unknownCommand', flag: flags.error };
  if (!legalVin.test(frame.vin)) return { does: 'reject', reason: 'badVin', flag: flags.error };
  if (frame.dataUnit.end - frame.dataUnit.start < timeBytes) {
    return { does: 'reject', reason: 'truncated', flag: frame.edition === 2025 ? flags.badStructure : flags.error };
  }
  return trust ? { does: 'trust' } : { does: 'journal' };
}
