// Which verb does which operation on conversations.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { answerInConversation, leaveConversation, listConversations, showConversation, takeConversation } from './desk.ts';
import { articleHistory, listArticles, moveArticle, saveArticles, showArticle } from './articles.ts';
import { addExample, evaluateAssistant, showGaps } from './knowledge.ts';
import { lookUp } from './look-up.ts';
import { sendPictures, showMyPicture, showPicture } from './pictures.ts';
import { askPerson, confirmCard, rateTurn, sendTurn, showMyConversation, startConversation } from './talk.ts';
import { listAliases, listExamples, previewImport, removeExample, saveAlias } from './editing.ts';
import { checkWechat, hearWechat, partWechat, wechatCode } from './wechat.ts';

export const routes = serve(api, {
  startConversation, sendTurn, sendPictures, showMyPicture, showPicture, confirmCard, askPerson, showMyConversation, rateTurn, listConversations, showConversation, takeConversation, answerInConversation, leaveConversation,
  listArticles, showArticle, saveArticles, lookUp, addExample, showGaps, evaluateAssistant, previewImport, articleHistory, listAliases, saveAlias, listExamples, removeExample, wechatCode, partWechat, checkWechat, hearWechat, moveArticle,
});
