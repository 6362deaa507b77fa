// Which verb does which operation on surveys.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { answerSurvey } from './ask-owners.ts';
import { listSurveys, mySurveys, surveyFigures } from './show-surveys.ts';

export const routes = serve(api, { mySurveys, answerSurvey, listSurveys, surveyFigures });
