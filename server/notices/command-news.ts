// What owners are told about commands to their cars.
import type { Tx } from '#platform/tx';
import { commandToTell } from '#commands';
import { vehicleByVin } from '#vehicles';
import { tellOwner } from './tell.ts';

export async function tellOfConsent(tx: Tx, body: { commandId: string }): Promise<void> {
  const command = await commandToTell(tx, body.commandId);
  const vehicle = await vehicleByVin(tx, command.vin);
  if (vehicle === undefined || command.state !== 'waiting') return;
  await tellOwner(tx, {
    brandId: command.brandId, caseId: null, ownerId: command.ownerId, code: 'commandConsent', key: `command ${command.id}`,
    data: { commandId: command.id, kind: command.kind, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, expiresAt: command.expiresAt },
  });
}
