import { expect, test } from 'vitest';
import { makeWorld } from './world.ts';
import { checkDigit } from './vin.ts';

const world = makeWorld({ seed: 7, today: '2026-11-24' });
// product.md E.2: civil plates of new-energy cars, small
const nevPlate = /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][DABCEFGHJK][A-HJ-NP-Z0-9]\d{4}$/;

test('the same seed and day give the same country to the byte, another seed another', () => {
  expect(JSON.stringify(makeWorld({ seed: 7, today: '2026-11-24' }))).toBe(JSON.stringify(world));
  expect(JSON.stringify(makeWorld({ seed: 8, today: '2026-11-24' }))).not.toBe(JSON.stringify(world));
});

test('every car has a VIN of its own with the right check digit, and a plate of its own', () => {
  expect(new Set(world.cars.map((car) => car.vin)).size).toBe(world.cars.length);
  for (const car of world.cars) {
    expect(car.vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/);
    expect(car.vin[8]).toBe(checkDigit(car.vin));
    expect(car.plateNo).toMatch(nevPlate);
  }
  expect(new Set(world.cars.map((car) => car.plateNo)).size).toBe(world.cars.length);
});

test('three brands, ten cities of four tiers, fourteen outlets; every brand has a place for high voltage', () => {
  expect([world.brands.length, world.cities.length, world.outlets.length, new Set(world.cities.map((city) => city.tier)).size]).toEqual([3, 10, 14, 4]);
  for (const brand of world.brands) {
    expect(brand.models.length).toBeGreaterThanOrEqual(2);
    expect(new Set(brand.models.map((model) => model.chemistry)).size).toBe(2);
    expect(world.outlets.some((outlet) => outlet.brandIds.includes(brand.id) && outlet.hvBays > 0 && outlet.hvTechnicians >= 2)).toBe(true);
  }
});

test('four hundred owners are persons, families and companies; some have several cars, some of several brands', () => {
  expect(world.owners.length).toBe(400);
  expect(new Set(world.owners.map((owner) => owner.kind)).size).toBe(3);
  expect(world.owners.some((owner) => owner.brandIds.length > 1)).toBe(true);
  expect(world.cars.length).toBeGreaterThan(world.owners.length);
  expect(new Set(world.owners.map((owner) => owner.phone)).size).toBe(world.owners.length);
});
