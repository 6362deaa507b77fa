// Which verb does which operation on findings and actions.
import { serve } from '#platform/routes';
import { addAction, changeAction, listActions } from './actions.ts';
import { api } from './api.ts';
import { changeIssue, listIssues, showIssue } from './issues.ts';
import { addFinding, improvementFigures, listFindings, showCause } from './findings.ts';

export const routes = serve(api, { listFindings, showCause, addFinding, listActions, addAction, changeAction, improvementFigures, listIssues, showIssue, changeIssue });
