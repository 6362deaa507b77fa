// A platform that speaks for many cars: who it is, whom it may speak for, and when its login is good. Pure.
// F1 a platform speaks only for cars of its brands or with its VIN prefixes; a car of no brand passes by prefix alone;
// F2 the login serial is 1 to 65531 and begins anew each day; the same login again is a retry and is let in.
export type Platform = {
  id: string; name: string; userName: string; brandIds: string[]; vinPrefixes: string[]; disabledAt: Date | null; loginOn: string | null; loginSerial: number | null;
  lastLoginAt: Date | null; lastPeer: string | null; refusedCount: number; version: number;
};

/** Why a login is refused, as the administrator's page names it; the peer is told no more than that it is. */
export type LoginRefused = 'platformUnknown' | 'platformPassword' | 'platformOff' | 'platformSerial' | 'truncated';

export const serialMost = 65_531;

/** (F2) */
export const serialHolds = (serial: number): boolean => Number.isInteger(serial) && serial >= 1 && serial <= serialMost;

/** The serial number of the next login. (F2) */
export const nextSerial = (last: { loginOn: string | null; loginSerial: number | null }, today: string): number =>
  last.loginOn === today && last.loginSerial !== null && last.loginSerial < serialMost ? last.loginSerial + 1 : 1;

/** Whether it may speak for a car; `brandId` is null for a car on no register. (F1) */
export function speaksFor(platform: Pick<Platform, 'brandIds' | 'vinPrefixes'>, vin: string, brandId: string | null): boolean {
  if (platform.brandIds.length === 0 && platform.vinPrefixes.length === 0) return true;
  return (brandId !== null && platform.brandIds.includes(brandId)) || platform.vinPrefixes.some((prefix) => vin.startsWith(prefix));
}
