// What staff are told when a car comes one step before a limit of its guarantees, or reaches it. (T1)
import type { Tx } from '#platform/tx';
import type { Desk } from '#cases';
import { vehicleByVin } from '#vehicles';
import { tellDesk, tellStaff } from './tell.ts';

type Step = {
  toldId: string; vin: string; brandId: string; outletId: string; caseId: string; number: string; counter: string; key: string; value: number; most: number; due: boolean;
  toldTo: { desk: Desk | null; staffId: string | null; name: string | null }[];
};

export async function tellOfGuarantee(tx: Tx, body: Step): Promise<void> {
  const vehicle = await vehicleByVin(tx, body.vin);
  if (vehicle === undefined) return;
  const { brandId, outletId, caseId, number, counter, key, value, most, due } = body;
  const code = due ? 'guaranteeDue' : 'guaranteeNear';
  const data = { vehicleId: vehicle.id, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, number, counter, counterKey: key, value, most };
  for (const { desk, staffId } of body.toldTo) {
    const about = { brandId, caseId, code, data, key: `guarantee ${body.toldId} ${desk ?? staffId}`, urgent: due } as const;
    if (desk !== null) await tellDesk(tx, { ...about, desk, outletId });
    else if (staffId !== null) await tellStaff(tx, { ...about, staffId });
  }
}
