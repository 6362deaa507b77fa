// What people are told about storms of alerts, calls on duty and bad weather. Each function follows one fact. (T1)
import type { Tx } from '#platform/tx';
import { alertForHouse, findStorm } from '#alerts';
import { weatherRisk } from '#batteries';
import { caseById, caseForAlert } from '#cases';
import { callById } from '#duty';
import { vehicleByVin } from '#vehicles';
import { dataOf, tellDesk, tellOwner, tellStaff } from './tell.ts';

async function aboutAlert(tx: Tx, alertId: string): Promise<{ caseId: string | null; data: Record<string, unknown> } | undefined> {
  const alert = await alertForHouse(tx, alertId);
  if (alert === undefined) return undefined;
  const vehicle = await vehicleByVin(tx, alert.vin);
  return {
    caseId: (await caseForAlert(tx, alertId))?.id ?? null,
    data: { alertId, number: alert.number, kind: alert.kind, severity: alert.severity, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '' },
  };
}

async function aboutCase(tx: Tx, caseId: string): Promise<{ caseId: string | null; data: Record<string, unknown> } | undefined> {
  const one = await caseById(tx, caseId);
  return one === undefined ? undefined : { caseId: one.id, data: { ...dataOf(one), kind: one.trouble, severity: one.urgency } };
}
const aboutCause = async (tx: Tx, body: { alertId: string | null; caseId?: string | null; contactId?: string | null; number?: string | null }) =>
  body.contactId != null ? { caseId: null, data: { contactId: body.contactId, number: body.number ?? '', kind: 'caller', severity: 1 } as Record<string, unknown> } : (body.alertId === null ? aboutCase(tx, body.caseId ?? '') : aboutAlert(tx, body.alertId));

export async function tellOfDutyCall(tx: Tx, body: { callId: string; alertId: string | null; caseId?: string | null; brandId: string; staffId: string }): Promise<void> {
  const call = await callById(tx, body.callId);
  const about = call === undefined ? undefined : await aboutCause(tx, { ...body, contactId: call.contactId, number: call.contactNumber });
  if (call === undefined || about === undefined) return;
  await tellStaff(tx, { brandId: body.brandId, staffId: body.staffId, code: 'dutyCall', key: `duty ${call.id}`, urgent: true, caseId: about.caseId, data: { ...about.data, callId: call.id, answerByAt: call.answerByAt } });
}

/** Nobody on the roster, or nobody who answers: the brand's managers and the region hear of it. */
export async function tellOfUnmannedDuty(tx: Tx, body: { alertId: string | null; caseId?: string | null; contactId?: string | null; number?: string; brandId: string; severity: number; why: string }): Promise<void> {
  const about = await aboutCause(tx, body);
  if (about === undefined) return;
  for (const desk of ['managerDesk', 'regionalDesk'] as const) {
    await tellDesk(tx, { brandId: body.brandId, desk, outletId: null, code: 'dutyUnmanned', key: `unmanned ${body.alertId ?? body.caseId ?? body.contactId} ${body.severity} ${body.why} ${desk}`, urgent: true, caseId: about.caseId, data: { ...about.data, why: body.why } });
  }
}

/** The desk is told once of a storm. */
export async function tellOfStorm(tx: Tx, body: { stormId: string; brandId: string; kind: string; cars: number }): Promise<void> {
  const storm = await findStorm(tx, body.stormId);
  for (const desk of ['brandDesk', 'managerDesk'] as const) {
    await tellDesk(tx, { brandId: body.brandId, desk, outletId: null, code: 'alertStorm', key: `storm ${storm.id} ${desk}`, urgent: true, caseId: null, data: { stormId: storm.id, number: storm.number, kind: body.kind, cars: body.cars } });
  }
}

/** Once per area and car, however often it crosses the line. Whose battery the weather is a risk to is told so as well, and nobody else. */
export async function tellOfWeather(tx: Tx, body: { areaId: string; vin: string; brandId: string; ownerId: string; kind: string; level: number; name: string; nameEn: string; toAt: string }): Promise<void> {
  const vehicle = await vehicleByVin(tx, body.vin);
  if (vehicle === undefined || vehicle.ownerId !== body.ownerId || body.level < 2) return;
  const risk = await weatherRisk(tx, vehicle, body.kind);
  if (risk !== null) {
    await tellOwner(tx, {
      brandId: body.brandId, ownerId: body.ownerId, code: 'batteryWeather', key: `battery weather ${body.areaId} ${body.vin}`, caseId: null,
      data: { kind: body.kind, risk, name: body.name, nameEn: body.nameEn, toAt: body.toAt, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn },
    });
  }
  await tellOwner(tx, {
    brandId: body.brandId, ownerId: body.ownerId, code: 'badWeather', key: `weather ${body.areaId} ${body.vin}`, caseId: null, urgent: body.level >= 4,
    data: { kind: body.kind, level: body.level, name: body.name, nameEn: body.nameEn, toAt: body.toAt, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn },
  });
}
