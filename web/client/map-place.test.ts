// WGS-84 is shifted once and only once.
import { expect, test } from 'vitest';
import { mercator, navigationTo, onMap, placeAt, shifted } from './map-place.ts';

test('known places are shifted as Chinese maps shift them', () => {
  expect(shifted({ lon: 116.404, lat: 39.915 }).lon).toBeCloseTo(116.410244, 5);
  expect(shifted({ lon: 116.404, lat: 39.915 }).lat).toBeCloseTo(39.916404, 5);
  expect(shifted({ lon: 121.4737, lat: 31.2304 }).lon).toBeCloseTo(121.478223, 5);
});
test('a place that was shifted cannot be shifted again, and a map of our own shifts nothing', () => {
  expect(() => shifted(shifted({ lon: 116.404, lat: 39.915 }))).toThrow('shifted already');
  expect(() => onMap(onMap({ lon: 116.404, lat: 39.915 }, 'gcj02'), 'gcj02')).toThrow('shifted already');
  const place = { lon: 116.404, lat: 39.915 };
  expect(onMap(place, 'wgs84')).toBe(place);
});
test('north is up and east is right', () => {
  const [here, there] = [mercator({ lon: 121, lat: 31 }), mercator({ lon: 122, lat: 32 })];
  expect(there.x).toBeGreaterThan(here.x);
  expect(there.y).toBeLessThan(here.y);
});
test('a place pointed at on a map is kept as it is: with or without the shift, to a metre', () => {
  for (const place of [{ lon: 116.404, lat: 39.915 }, { lon: 121.4737, lat: 31.2304 }, { lon: 106.5516, lat: 29.563 }]) {
    for (const datum of ['wgs84', 'gcj02'] as const) {
      const back = placeAt(mercator(onMap(place, datum)), datum);
      expect(back.lon).toBeCloseTo(place.lon, 6);
      expect(back.lat).toBeCloseTo(place.lat, 6);
    }
  }
});
test('navigation opens on Apple’s phones too, at the place as their map draws it', () => {
  const place = { lon: 116.404, lat: 39.915 };
  expect(navigationTo(place, 'Mozilla/5.0 (Linux; Android 14)')).toBe('geo:39.915,116.404?q=39.915,116.404');
  expect(navigationTo(place, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe('maps://?daddr=39.916404,116.410244');
});
