// Talking with owners: an assistant that hears danger first, answers only in words that it can cite, offers what it can do
// as cards, and makes way for a person whenever one is asked for. What it knows are dated and reviewed articles; what it
// could not answer becomes a list of gaps.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { embedArticles, embedBatch } from './embedding.ts';
export { vectorsWanted, answerGiven, answerMissed, complaintMade, personAnswered, personAsked, talkMoved, wechatPictureSent } from './conversation.ts';
export { joinedInWechat } from './wechat.ts';
export { fetchFromWechat, sayCallBack, sendByWechat } from './wechat-out.ts';
export { wordAnswer } from './word-answer.ts';
export { trainAssistant } from './learning.ts';
export { guess, train, type LinearModel } from './linear-model.ts';
export { conversationById, turnById, waitsSince } from './store.ts';
export type { Conversation } from './conversation.ts';
export { backIntoQueue, leaveConversation, takeConversation } from './desk.ts';
