// The battery codes of the synthetic country (GB/T 34014): a maker and a spec that nobody has, the day of the car's delivery, a
// serial from the VIN.
const years = '123456789ABCDEFGHJKLMNPRSTVWXY';
const days = '123456789ABCDEFGHJKLMNPRSTVWXY0';

/** `nth` counts the packs that a car has had. */
export function packCodeOf(car: { vin: string; deliveredOn: string; model: { chemistry: 'NCM' | 'LFP' } }, nth = 0, type: 'P' | 'M' = 'P'): string {
  const [year, month, day] = car.deliveredOn.split('-').map(Number) as [number, number, number];
  return `9ZX${type}${car.model.chemistry === 'LFP' ? 'B' : 'E'}01CARE001${years[year - 2011]}${'123456789ABC'[month - 1]}${days[day - 1]}${nth}${car.vin.slice(-6).replaceAll(/\D/g, '0')}`;
}
