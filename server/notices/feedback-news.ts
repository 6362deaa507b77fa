// What people are told about surveys and improvement actions. (T1)
import type { Tx } from '#platform/tx';
import { findSurvey } from '#feedback';
import { caseById } from '#cases';
import { vehicleByIdOrVin } from '#vehicles';
import { findAction, findIssue, reportersOf, whoNamed } from '#improvement';
import { allows } from '#people';
import { findVoice } from '#voices';
import { tellDesk, tellOwner, tellStaff } from './tell.ts';

export async function tellOfSurvey(tx: Tx, body: { surveyId: string }): Promise<void> {
  const survey = await findSurvey(tx, body.surveyId);
  await tellOwner(tx, {
    brandId: survey.brandId, caseId: survey.caseId, ownerId: survey.ownerId, code: 'surveyAsked', key: `survey ${survey.id}`, plate: survey.plateNo ?? survey.modelName,
    data: { surveyId: survey.id, number: survey.caseNumber, plateNo: survey.plateNo, modelName: survey.modelName, modelNameEn: survey.modelNameEn, expiresAt: survey.expiresAt },
    sms: { template: 'surveyAsked' },
  });
}

/** A complaint that is late, or whose answer did not satisfy, is known to the region. */
export async function tellOfClimbedComplaint(tx: Tx, body: { voiceId: string; why: 'late' | 'notSatisfied'; version: number }): Promise<void> {
  const one = await findVoice(tx, body.voiceId);
  await tellDesk(tx, { brandId: one.brandId, caseId: null, desk: 'regionalDesk', outletId: null, code: body.why === 'late' ? 'complaintLate' : 'complaintNotSatisfied', key: `complaint ${one.id} ${body.version}`, urgent: one.severity <= 2, data: { voiceId: one.id, number: one.number, plateNo: one.plateNo, trouble: one.topic } });
}

type OfAction = { actionId: string };
async function actionNews(tx: Tx, body: OfAction) {
  const action = await findAction(tx, body.actionId);
  const data = { actionId: action.id, number: action.number, what: action.what, cause: action.cause, dueOn: action.dueOn, verdict: action.verdict };
  return { action, said: { brandId: action.brandId, caseId: null, data } };
}

export async function tellOfAction(tx: Tx, body: OfAction & { ownerStaffId: string }): Promise<void> {
  const { action, said } = await actionNews(tx, body);
  await tellStaff(tx, { ...said, staffId: body.ownerStaffId, code: 'actionYours', key: `action ${action.id} ${body.ownerStaffId}` });
}

/** What is overdue is known to its owner and to the region. */
export async function tellOfOverdueAction(tx: Tx, body: OfAction & { dueOn: string }): Promise<void> {
  const { action, said } = await actionNews(tx, body);
  await tellStaff(tx, { ...said, staffId: action.ownerStaffId, code: 'actionOverdue', key: `action ${action.id} overdue ${body.dueOn}` });
  await tellDesk(tx, { ...said, desk: 'regionalDesk', outletId: null, code: 'actionOverdue', key: `action ${action.id} overdue ${body.dueOn}` });
}

export async function tellOfMeasuredAction(tx: Tx, body: OfAction): Promise<void> {
  const { action, said } = await actionNews(tx, body);
  await tellStaff(tx, { ...said, staffId: action.ownerStaffId, code: 'actionMeasured', key: `action ${action.id} measured` });
}

/** What begins to come up is known to the outlet's manager, or to the region where it is a model's. */
export async function tellOfIssue(tx: Tx, body: { issueId: string }): Promise<void> {
  const issue = await findIssue(tx, body.issueId);
  const said = { brandId: issue.brandId, caseId: null, data: { issueId: issue.id, number: issue.number, trouble: issue.trouble, seen: issue.seen, expected: issue.expected, sinceOn: issue.sinceOn } };
  await tellDesk(tx, { ...said, desk: issue.outletId === null ? 'regionalDesk' : 'managerDesk', outletId: issue.outletId, code: 'issueRaised', key: `issue ${issue.id}` });
}

/** Said in the app, and by short message to who asked for that; long words are cut there, the app has them all. */
async function tellOfChange(tx: Tx, of: { brandId: string; ownerId: string; caseId: string | null; vehicleId: string | null; key: string; what: string; data: Record<string, unknown> }): Promise<void> {
  const about = of.caseId !== null ? await caseById(tx, of.caseId) : of.vehicleId === null ? undefined : await vehicleByIdOrVin(tx, of.vehicleId);
  const bySms = await allows(tx, of.ownerId, 'newsBySms');
  const short = of.what.length > 50 ? `${of.what.slice(0, 49)}…` : of.what;
  await tellOwner(tx, {
    brandId: of.brandId, caseId: of.caseId, ownerId: of.ownerId, code: 'weChangedThis', key: of.key, ...(bySms ? { sms: { template: 'weChangedThis', params: { what: short } } } : {}),
    data: { ...(about !== undefined && 'number' in about ? { number: about.number } : {}), plateNo: about?.plateNo ?? null, modelName: about?.modelName ?? '', modelNameEn: about?.modelNameEn ?? '', what: of.what, ...of.data },
  });
}

/** Who reported it hears what was changed, once. */
export async function tellOfFixedIssue(tx: Tx, body: { issueId: string }): Promise<void> {
  const issue = await findIssue(tx, body.issueId);
  for (const { caseId, vehicleId, ownerId } of await reportersOf(tx, issue)) await tellOfChange(tx, { brandId: issue.brandId, ownerId, caseId, vehicleId, key: `issue ${issue.id} ${ownerId}`, what: issue.what ?? '', data: { trouble: issue.trouble } });
}

/** Who named the cause of an action hears what was changed, once, where there is something to tell. */
export async function tellOfDoneAction(tx: Tx, body: { actionId: string }): Promise<void> {
  const action = await findAction(tx, body.actionId);
  if (action.toOwners === null) return;
  for (const { ownerId, caseId } of await whoNamed(tx, action)) await tellOfChange(tx, { brandId: action.brandId, ownerId, caseId, vehicleId: null, key: `action ${action.id} ${ownerId}`, what: action.toOwners, data: { cause: action.cause } });
}
