// What people are told about surveys and improvement actions. (T1)
import type { Tx } from '#platform/tx';
import { findSurvey } from '#feedback';
import { findAction } from '#improvement';
import { tellDesk, tellOwner, tellStaff } from './tell.ts';

export async function tellOfSurvey(tx: Tx, body: { surveyId: string }): Promise<void> {
  const survey = await findSurvey(tx, body.surveyId);
  await tellOwner(tx, {
    brandId: survey.brandId, caseId: survey.caseId, ownerId: survey.ownerId, code: 'surveyAsked', key: `survey ${survey.id}`, plate: survey.plateNo ?? survey.modelName,
    data: { surveyId: survey.id, number: survey.caseNumber, plateNo: survey.plateNo, modelName: survey.modelName, modelNameEn: survey.modelNameEn, expiresAt: survey.expiresAt },
    sms: { template: 'surveyAsked' },
  });
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
