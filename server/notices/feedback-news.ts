// What people are told about surveys and improvement actions. (T1)
import type { Tx } from '#platform/tx';
import { findSurvey } from '#feedback';
import { caseById } from '#cases';
import { vehicleByIdOrVin } from '#vehicles';
import { findAction, findIssue, reportersOf } from '#improvement';
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

/** Who reported it hears what was changed, once. */
export async function tellOfFixedIssue(tx: Tx, body: { issueId: string }): Promise<void> {
  const issue = await findIssue(tx, body.issueId);
  for (const { caseId, vehicleId, ownerId } of await reportersOf(tx, issue)) {
    const about = caseId === null ? await vehicleByIdOrVin(tx, vehicleId) : await caseById(tx, caseId);
    if (about === undefined) continue;
    await tellOwner(tx, { brandId: issue.brandId, caseId, ownerId, code: 'weChangedThis', key: `issue ${issue.id} ${ownerId}`, data: { ...('number' in about ? { number: about.number } : {}), plateNo: about.plateNo, modelName: about.modelName, modelNameEn: about.modelNameEn, trouble: issue.trouble, what: issue.what } });
  }
}
