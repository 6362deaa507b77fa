// What refusals about conversations and knowledge say.
import type { refusals } from '../../../server/conversations/api.ts';
import type { Sentence } from './sentence.ts';

type Own = Exclude<(typeof refusals)[number], 'vehicleNotFound' | 'notAllowed' | 'staleEdit' | 'brandNotFound'>;

export const conversationsSentences = {
  conversationNotFound: { zh: '没有找到这次会话。请返回后重新开始。', en: 'No such conversation was found. Please go back and start again.' },
  conversationClosed: { zh: '这次会话已经结束，请开始新的会话。', en: 'This conversation has ended; please start a new one.' },
  conversationTaken: { zh: '{name}正在和车主说话，由这位同事处理。', en: '{name} is talking with the owner and deals with it.' },
  notNowInConversation: { zh: '会话目前的状态不能这样做，可能已由其他同事接手。请刷新。', en: 'This cannot be done in the present state of the conversation; a colleague may have taken it. Please refresh.' },
  cardNotFound: { zh: '没有找到这张卡片，可能已失效。请再说一次您的需要。', en: 'No such card was found; it may have lapsed. Please say again what you need.' },
  turnNotFound: { zh: '没有找到这条回答。', en: 'No such answer was found.' },
  articleNotFound: { zh: '没有找到这篇文章。请刷新知识库。', en: 'No such article was found. Please refresh the knowledge base.' },
  articleNotReadable: { zh: '第 {number} 篇文章读不了（第 {line} 行）：{problemZh}。没有保存任何文章。', en: 'Article {number} cannot be read (line {line}): {problem}. Nothing was saved.' },
  articleInWork: { zh: '《{title}》已有人在写（{name}）。请打开那篇继续，或先撤销那份草稿。', en: '“{title}” is being worked on already ({name}). Open it and carry on there, or drop that draft first.' },
  secondPersonNeededForArticle: { zh: '需要另一位同事审核：改过这一版或提交审核的人不能自己发布或退回。', en: 'A second person has to review it: whoever changed this text or put it forward can neither publish nor send it back.' },
  notNowForArticle: { zh: '文章目前的状态不能这样做，可能已由其他同事处理。请刷新。', en: 'This cannot be done in the present state of the article; a colleague may have been faster. Please refresh.' },
  articleReasonNeeded: { zh: '请写明原因。', en: 'Please say why.' },
  casesNotReadable: { zh: '用例第 {line} 行：{problemZh}。没有运行。', en: 'Line {line} of the cases: {problem}. Nothing was run.' },
  documentNotReadable: { zh: '文件读不了：{problemZh}。', en: 'The file cannot be read: {problem}.' },
  exampleNotFound: { zh: '没有找到这条示例，可能已被删除。', en: 'No such example was found; it may have been removed.' },
  notAWechatLetter: { zh: '这不是微信公众号平台签名的消息。', en: 'This is no message signed by the WeChat platform.' },
} satisfies Record<Own, Sentence>;
