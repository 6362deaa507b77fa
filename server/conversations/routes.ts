// Which verb does which operation on conversations.
import { serve, withAhead } from '#platform/routes';
import { api } from './api.ts';
import { answerInConversation, leaveConversation, listConversations, showConversation, takeConversation } from './desk.ts';
import { articleHistory, listArticles, moveArticle, saveArticles, showArticle } from './articles.ts';
import { addExample, evaluateAssistant, showGaps } from './knowledge.ts';
import { aheadOfLookUp, lookUp } from './look-up.ts';
import { sendPictures, showMyPicture, showPicture } from './pictures.ts';
import { aheadOfTurn, askPerson, confirmCard, rateTurn, sendTurn, showMyConversation, startConversation } from './talk.ts';
import { listAliases, listExamples, previewImport, removeExample, saveAlias } from './editing.ts';
import { aheadOfLetter, checkWechat, hearWechat, partWechat, wechatCode } from './wechat.ts';

export const routes = serve(api, {
  startConversation, sendTurn: withAhead(aheadOfTurn, sendTurn), sendPictures, showMyPicture, showPicture, confirmCard, askPerson, showMyConversation, rateTurn, listConversations, showConversation, takeConversation, answerInConversation, leaveConversation,
  listArticles, showArticle, saveArticles, addExample, showGaps, evaluateAssistant, previewImport, articleHistory, listAliases, saveAlias, listExamples, removeExample, wechatCode, partWechat, checkWechat, moveArticle, lookUp: withAhead(aheadOfLookUp, lookUp), hearWechat: withAhead(aheadOfLetter, hearWechat),
});
