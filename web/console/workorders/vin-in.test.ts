// What bar codes of VINs say, as they are printed.
import { expect, test } from 'vitest';
import { vinIn } from './vin-in.ts';

test.each([
  ['LTESTSHPXT0100001', 'LTESTSHPXT0100001'], ['*LTESTSHPXT0100001*', 'LTESTSHPXT0100001'], ['ltestshp xt0100001', 'LTESTSHPXT0100001'], ['https://v.example/?vin=LTESTSHPXT0100001&m=1', 'LTESTSHPXT0100001'],
  ['6901234567892', undefined], ['LTESTSHPIT0100001', undefined], ['', undefined],
])('%s holds %s', (said, vin) => expect(vinIn(said)).toBe(vin));
