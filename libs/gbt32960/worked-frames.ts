// Frames worked out by hand from the tables of the standard, with a made-up identity (§16).
// Tests and examples hold on to them: reading and writing must agree with every byte.

/** Bytes from hex digits; blanks and line ends between them mean nothing. */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replace(/\s+/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const workedVin = 'LTESTEV0000000001';
/** 2026-03-01 08:30:15 in Beijing. */
export const workedAt = Date.UTC(2026, 2, 1, 0, 30, 15);

/** Serial 7, one storage subsystem with a code of 24 characters. */
export const login2016 = bytesOf(`
  23 23 01 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 36
  1A 03 01 08 1E 0F 00 07 38 39 38 36 30 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34 01 18
  30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31 9B`);

export const loginAnswer2016 = bytesOf(`
  23 23 01 01 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 06 1A 03 01 08 1E 0F 4E`);

/** One of every body a parked or driving electric car sends, and three bytes of the maker's own. */
export const realtime2016 = bytesOf(`
  23 23 02 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 6F
  1A 03 01 08 1E 0F
  01  01 03 01 03 58 00 01 E2 40 0F 0C 27 8D 40 01 2E 09 C4 12 00
  02  01 01 01 5F 5F B4 55 5A 58 0F 0A FF FF
  05  00 07 3D 8A A5 01 DC 89 D0
  06  01 03 0F AC 01 02 0F 97 01 01 44 01 02 41
  07  01 00 00 08 10 01 00 12 00 34 00 00 00
  08  01 01 0F 0C 27 8D 00 03 00 01 03 0F A3 0F 97 0F AC
  09  01 01 00 02 44 41
  80  00 03 A1 B2 C3
  20`);

/** The same moment in the words of the 2025 edition; the signature is a dummy. */
export const realtime2025 = bytesOf(`
  24 24 02 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 9F
  1A 03 01 08 1E 0F
  01  01 03 01 03 58 00 01 E2 40 0F 0C 75 AD 40 01 2E 09 C4
  02  01 01 01 5F 8E 94 00 03 14 7A 58
  05  00 02 07 3D 8A A5 01 DC 89 D0
  06  04 00 80 00 02 01 00 12 00 34 00 00 00 02 17 04 01 03
  07  01 01 0F 0C 75 AD 00 03 0F A3 0F 97 0F AC
  08  01 01 00 02 44 41
  FF  01 00 20 ${'11'.repeat(32)} 00 20 ${'22'.repeat(32)}
  40`);

export const heartbeat2016 = bytesOf('23 23 07 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 00 B0');
export const heartbeatAnswer2016 = bytesOf('23 23 07 01 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 00 4F');

/** Asks for parameters 0x02 and 0x09; answered with 10 s and 30 s. */
export const query2016 = bytesOf('23 23 80 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 09 1A 03 01 08 1E 0F 02 02 09 36');
export const queryAnswer2016 = bytesOf('23 23 80 01 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 0C 1A 03 01 08 1E 0F 02 02 00 0A 09 1E D8');
export const queryAnswer2025 = bytesOf('24 24 80 01 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 0B 1A 03 01 08 1E 0F 02 02 0A 09 1E DF');

/** Two battery management systems with one pack each. */
export const login2025 = bytesOf(`
  24 24 01 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 4F
  1A 03 01 08 1E 0F 00 07 38 39 38 36 30 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34 02 01 01
  30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31
  30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 32 F4`);
