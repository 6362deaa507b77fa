// Operations of documents on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { issueDocument, listDocuments, myDocuments, openMyDocument, printDocument, showDocument, verifyDocument } from './issue-document.ts';

export const routes = serve(api, { issueDocument, listDocuments, showDocument, printDocument, myDocuments, openMyDocument, verifyDocument });
