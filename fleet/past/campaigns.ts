// One campaign of each brand that is under way: some of its cars are called in, and a visit that does the work closes it.
import type { Replay } from '../replay.ts';
import { administrator } from '../settle-world.ts';
import type { World as Country } from '../world.ts';

export async function openCampaigns(on: Replay, country: Country, now: Date): Promise<void> {
  for (const [index, brand] of country.brands.entries()) {
    const vins = country.cars.filter((car) => car.brandId === brand.id).filter((_, nth) => nth % 7 === 0).map((car) => car.vin);
    if (vins.length === 0) continue;
    await on.call(administrator, now, 'openCampaign', {
      brandId: brand.id, code: `SA26-0${index + 1}`, kind: index === 0 ? 'recall' : 'serviceAction', name: '前视摄像头支架检查', nameEn: 'Front camera bracket check', what: '部分车辆摄像头支架紧固力矩不足，检查后重新标定。', whatEn: 'The bracket of the front camera may be loose on some cars; check it and calibrate again.',
      operations: ['CAM-CALIB'], openedOn: new Date(now.getTime() - 40 * 86_400_000).toISOString().slice(0, 10), vins,
    });
  }
}
