// Operations of insured accidents on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { answerInsurer, askInsurer, declareTotalLoss, openAccident, recordAccidentSurvey, refuseAccident, settleAccident, withdrawAccident } from './handle.ts';
import { accidentFile, listAccidents, myAccidents, showAccident } from './show.ts';

export const routes = serve(api, { listAccidents, showAccident, myAccidents, openAccident, recordAccidentSurvey, askInsurer, answerInsurer, declareTotalLoss, refuseAccident, withdrawAccident, settleAccident, accidentFile });
