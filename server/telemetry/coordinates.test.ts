import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gcj02Of, wgs84Of } from './coordinates.ts';

test('a place on a Chinese map is half a kilometre off, and comes back to where it is', () => {
  const shanghai = { lon: 121.4737, lat: 31.230416 };
  const shifted = gcj02Of(shanghai);
  const metres = Math.hypot((shifted.lon - shanghai.lon) * 95_200, (shifted.lat - shanghai.lat) * 110_900);
  expect(metres).toBeGreaterThan(300);
  expect(metres).toBeLessThan(700);
  expect(wgs84Of(shifted)).toEqual(shanghai);
});

test('every place of the country comes back to within a few centimetres; beyond nothing moves', () => {
  fc.assert(fc.property(fc.double({ min: 74, max: 135, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }), (lon, lat) => {
    const back = wgs84Of(gcj02Of({ lon, lat }));
    expect(Math.abs(back.lon - lon)).toBeLessThan(1e-6);
    expect(Math.abs(back.lat - lat)).toBeLessThan(1e-6);
  }));
  expect(wgs84Of({ lon: -72, lat: -34 })).toEqual({ lon: -72, lat: -34 });
});
