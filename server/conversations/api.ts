// The contract of conversations: the owner's talk with the assistant and with people, the desk that takes over, and the
// knowledge that answers come from.
import { Bytes, Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

const agents = ['agent', 'adviser', 'serviceManager', 'regionalManager'] as const;
const editors = ['serviceManager', 'regionalManager', 'administrator'] as const;
/** Who writes articles; those of them who may also review are the editors. */
const writers = [...editors, 'agent'] as const;
const readers = [...agents, 'technician', 'auditor', 'administrator'] as const;

export const conversationStates = ['bot', 'queued', 'human', 'wrapUp', 'closed'] as const;
export const articleStates = ['shipped', 'draft', 'inReview', 'sentBack', 'dropped', 'published', 'withdrawn'] as const;
export const articleActs = ['submit', 'takeBack', 'publish', 'sendBack', 'drop', 'withdraw'] as const;
export const grades = ['S0', 'S1', 'S2', 'S3', 'S4'] as const;
export const outcomeKinds = ['safety', 'person', 'answer', 'clarify', 'unknown', 'action', 'smallTalk', 'outOfScope'] as const;
export const cardTools = ['rescue', 'bookVisit', 'changeVisit', 'cancelVisit', 'showProgress', 'showPrice', 'showRecalls', 'openCase', 'toPerson', 'findOutlet'] as const;
export const intentCodes = ['kb_question', 'symptom', 'fault_code', 'booking', 'progress', 'rescue', 'price', 'policy', 'complaint', 'human', 'feedback', 'chitchat', 'out_of_scope'] as const;

/** What work costs, in fen with VAT: from `fromFen` to `toFen` where the outlet is not known, else the same amount. `labourFen` and `partsFen` make up `fromFen`. */
const AskedPrices = Type.Object({
  works: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String(), labourFen: Fen, partsFen: Fen, fromFen: Fen, toFen: Fen })), validFrom: LocalDate,
  outlet: Nullable(Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() })), model: Nullable(Type.Object({ name: Type.String(), nameEn: Type.String() })),
});
export const Sentence = Type.Object({ text: Type.String(), cites: Type.Array(Type.String()) });
export const Citation = Type.Object({ articleId: Type.String(), section: Type.Integer(), title: Type.String(), heading: Type.String() });
export const Card = Type.Object({
  id: Id, turnId: Id, tool: OneOf(cardTools), service: Type.String(), confirm: Type.Boolean(), state: OneOf(['offered', 'done'] as const),
  result: Type.Object({ caseId: Type.Optional(Id), number: Type.Optional(Type.String()), page: Type.Optional(Type.String()) }),
});
export const Turn = Type.Object({
  id: Id, nth: Type.Integer(), role: OneOf(['user', 'assistant', 'agent'] as const), byName: Type.String(), text: Type.String(), kind: Nullable(OneOf(outcomeKinds)), sentences: Type.Array(Sentence), citations: Type.Array(Citation),
  choices: Type.Array(Type.String()), pictures: Type.Array(Type.Object({ fileId: Id, name: Type.String() })), urgency: Nullable(OneOf(grades)), helped: Nullable(Type.Boolean()), at: Instant,
  /** Where an owner said it, and whether a person's words are on the owner's WeChat, or why not. */
  via: Nullable(OneOf(['app', 'wechat'] as const)), wechat: Nullable(OneOf(['sent', 'late', 'tooMany', 'notFollowing', 'failed'] as const)),
});
export const Conversation = Type.Object({
  id: Id, brandId: Id, vehicleId: Id, modelName: Type.String(), modelNameEn: Type.String(), state: OneOf(conversationStates), urgency: OneOf(grades), openedAt: Instant, queuedAt: Nullable(Instant), agentName: Nullable(Type.String()),
  /** How many stand before this one; null when it does not wait. */
  ahead: Nullable(Type.Integer()), version: Version,
});
export const Talk = Type.Object({ conversation: Conversation, wechat: OneOf(['none', 'open', 'joined'] as const), turns: Type.Array(Turn), cards: Type.Array(Card) });

const Field = (value: Type.TSchema) => Type.Object({ value, turn: Type.Integer() });
const Text = Type.String();
const Short = Type.String({ maxLength: 200 });
export const Summary = Type.Object({
  problem: Nullable(Field(Text)), category: Text, urgency: OneOf(grades), tried: Type.Array(Field(Text)), answeredWith: Type.Array(Field(Text)), done: Type.Array(Field(Text)), openQuestion: Nullable(Field(Text)), denied: Type.Array(Field(Text)),
  mileageKm: Nullable(Field(Type.Number())), callback: Nullable(Field(Text)), sentiment: OneOf(['calm', 'neutral', 'worried', 'negative', 'angry'] as const), safetyFlags: Type.Array(Text), skill: OneOf(['safety', 'complaint', 'technical', 'sales'] as const),
});
export const ArticleRow = Type.Object({
  brandId: Nullable(Id), articleId: Id, version: Version, state: OneOf(articleStates), /** Whether a text of it answers owners, maybe an older one than is being written. */ inForce: Type.Boolean(), title: Text, category: Text, byName: Text, at: Nullable(Instant),
  validFrom: LocalDate, validTo: Nullable(LocalDate), reviewBy: LocalDate, overdue: Type.Array(OneOf(['ended', 'reviewDue'] as const)), /** Whether it waits for a review that I may do. */ waits: Type.Boolean(),
});
const Reviewer = Type.Object({ id: Id, name: Text, roles: Type.Array(Text) });
export const Gap = Type.Object({
  asked: Type.Array(Text), times: Type.Integer(), models: Type.Array(Text), because: Type.Array(OneOf(['unknown', 'notHelped', 'personAfterAnswer', 'askedAgain'] as const)), lastAt: Instant, nearest: Nullable(Text), draft: Text,
  state: OneOf(['open', 'written', 'answered', 'missedAgain'] as const), article: Nullable(Type.Object({ articleId: Text, title: Text })), effect: Nullable(Type.Object({ since: Instant, before: Type.Integer(), askedAfter: Type.Integer(), missedAfter: Type.Integer() })),
});
const Stale = Type.Object({ articleId: Text, title: Text, because: Type.Array(OneOf(['ended', 'reviewDue', 'disliked'] as const)), times: Type.Integer(), validTo: Nullable(LocalDate), reviewBy: LocalDate });
export const ScoreRow = Type.Object({ name: Text, value: Type.Number(), of: Type.Integer(), aim: Nullable(Text), met: Nullable(Type.Boolean()), failed: Type.Array(Text) });

const Point = Type.Object({ threshold: Type.Number(), recall: Type.Number(), precision: Type.Number() });
const CurvesShown = Type.Object({ ear: Type.Array(Point), answer: Type.Array(Point), categories: Type.Array(Type.Object({ category: Text, of: Type.Integer(), recall: Type.Number(), precision: Type.Number() })) });

export const refusals = ['conversationNotFound', 'conversationClosed', 'notNowInConversation', 'conversationTaken', 'cardNotFound', 'turnNotFound', 'articleNotFound', 'articleNotReadable', 'casesNotReadable', 'vehicleNotFound', 'notAllowed', 'staleEdit', 'brandNotFound', 'notAWechatLetter', 'documentNotReadable', 'exampleNotFound', 'articleInWork', 'secondPersonNeededForArticle', 'notNowForArticle', 'articleReasonNeeded'] as const;

const owned = {
  startConversation: op({
    method: 'POST', path: '/my/conversations', who: ['owner'], summary: 'A talk about one of my cars; goes on with the open one if there is one',
    input: Type.Object({ vehicleId: Id }), output: Talk, refusals: ['vehicleNotFound'],
  }),
  sendTurn: op({
    method: 'POST', path: '/my/conversations/:conversationId/turns', who: ['owner'], summary: 'The owner says something; danger is heard first, a person comes when asked for',
    input: Type.Object({ conversationId: Id, text: Words(2000) }), output: Talk, refusals: ['conversationNotFound', 'conversationClosed'],
  }),
  sendPictures: op({
    method: 'POST', path: '/my/conversations/:conversationId/pictures', who: ['owner'], summary: 'Pictures that I uploaded, for a person to look at; names and caption are data to the assistant',
    input: Type.Object({ conversationId: Id, pictures: Type.Array(Type.Object({ fileId: Id, name: Type.String({ maxLength: 300 }) }), { minItems: 1, maxItems: 4 }), caption: Type.Optional(Type.String({ maxLength: 500 })) }),
    output: Talk, refusals: ['conversationNotFound', 'conversationClosed', 'fileNotYours'],
  }),
  showMyPicture: op({
    method: 'GET', path: '/my/conversations/:conversationId/pictures/:fileId', who: ['owner'], sendsBytes: true, summary: 'A picture of my talk',
    input: Type.Object({ conversationId: Id, fileId: Id }), output: Bytes, refusals: ['conversationNotFound', 'notFound'],
  }),
  confirmCard: op({
    method: 'POST', path: '/my/cards/:cardId/confirm', who: ['owner'], summary: 'Does what a card of the assistant offers; twice is once',
    input: Type.Object({ cardId: Id }), output: Card, refusals: ['cardNotFound'],
  }),
  askPerson: op({
    method: 'POST', path: '/my/conversations/:conversationId/person', who: ['owner'], summary: 'A person, please: into the queue at once',
    input: Type.Object({ conversationId: Id }), output: Talk, refusals: ['conversationNotFound', 'conversationClosed'],
  }),
  showMyConversation: op({
    method: 'GET', path: '/my/conversations/:conversationId', who: ['owner'], summary: 'My talk as it stands',
    input: Type.Object({ conversationId: Id }), output: Talk, refusals: ['conversationNotFound'],
  }),
  rateTurn: op({
    method: 'POST', path: '/my/turns/:turnId/rate', who: ['owner'], summary: 'Whether an answer helped',
    input: Type.Object({ turnId: Id, helped: Type.Boolean() }), output: Done, refusals: ['turnNotFound'],
  }),
};
const desk = {
  showPicture: op({
    method: 'GET', path: '/conversations/:conversationId/pictures/:fileId', who: [...agents], sendsBytes: true, summary: 'A picture that the owner sent in a talk',
    input: Type.Object({ conversationId: Id, fileId: Id }), output: Bytes, refusals: ['conversationNotFound', 'notFound'],
  }),
  listConversations: op({
    method: 'GET', path: '/conversations', who: [...agents], summary: 'Who waits for a person and who is being talked to: danger first, then by time of waiting',
    input: Type.Object({ state: Type.Optional(OneOf(conversationStates)) }), output: Type.Object({ conversations: Type.Array(Type.Object({ ...Conversation.properties, ownerName: Text, skill: Nullable(Text), channel: Text })) }), refusals: [],
  }),
  showConversation: op({
    method: 'GET', path: '/conversations/:conversationId', who: [...agents], summary: 'A talk with the summary that a person takes over with',
    input: Type.Object({ conversationId: Id }), output: Type.Object({ ...Talk.properties, summary: Summary }), refusals: ['conversationNotFound'],
  }),
  takeConversation: op({
    method: 'POST', path: '/conversations/:conversationId/take', who: [...agents], summary: 'Takes over; the assistant is silent from now on',
    input: Type.Object({ conversationId: Id }), output: Done, refusals: ['conversationNotFound', 'conversationClosed', 'notNowInConversation', 'conversationTaken'],
  }),
  answerInConversation: op({
    method: 'POST', path: '/conversations/:conversationId/answers', who: [...agents], summary: 'A person answers the owner',
    input: Type.Object({ conversationId: Id, text: Words(2000) }), output: Done, refusals: ['conversationNotFound', 'conversationClosed', 'notNowInConversation', 'conversationTaken'],
  }),
  leaveConversation: op({
    method: 'POST', path: '/conversations/:conversationId/leave', who: [...agents], summary: 'Wraps up, hands back to the assistant, or ends the talk',
    input: Type.Object({ conversationId: Id, how: OneOf(['finish', 'handBack', 'close'] as const) }), output: Done, refusals: ['conversationNotFound', 'conversationClosed', 'notNowInConversation', 'conversationTaken'],
  }),
};
const knowledge = {
  listArticles: op({
    method: 'GET', path: '/knowledge/articles', who: [...readers], summary: 'The articles of a brand: those that ship and its own',
    input: Type.Object({ brandId: Id }), output: Type.Object({ articles: Type.Array(ArticleRow), waiting: Type.Integer(), inReview: Type.Integer(), reviewers: Type.Array(Reviewer) }), refusals: ['notAllowed'],
  }),
  showArticle: op({
    method: 'GET', path: '/knowledge/articles/:articleId', who: [...readers], summary: 'One article as Markdown: the text being worked on beside the one in force, what I may do, and who else can review it',
    input: Type.Object({ articleId: Id, brandId: Id }), refusals: ['articleNotFound', 'notAllowed'],
    output: Type.Object({
      article: ArticleRow, markdown: Text, inForce: Nullable(Text), acts: Type.Array(OneOf(['write', ...articleActs] as const)), hands: Type.Array(Text), why: Nullable(Text), reviewers: Type.Array(Reviewer),
      notes: Type.Array(Type.Object({ code: OneOf(['forbidden', 'ended', 'notYet', 'reviewDue', 'categoryUnknown'] as const), words: Text })),
    }),
  }),
  saveArticles: op({
    method: 'POST', path: '/knowledge/articles', who: [...writers], summary: 'Writes articles from Markdown as drafts; all or none. `base` is the version that the writer had before them',
    input: Type.Object({ brandId: Id, markdown: Type.Array(Words(40_000), { minItems: 1, maxItems: 500 }), base: Type.Optional(Type.Object({ articleId: Id, version: Version })), why: Type.Optional(Words(300)) }), output: Type.Object({ articles: Type.Array(ArticleRow) }), refusals: ['articleNotReadable', 'articleInWork', 'secondPersonNeededForArticle', 'notNowForArticle', 'notAllowed', 'staleEdit'],
  }),
  moveArticle: op({
    method: 'POST', path: '/knowledge/articles/:articleId/acts', who: [...writers], summary: 'Puts an article forward, publishes it (a second person), sends it back, takes it back, drops a draft, or takes it out of force at once',
    input: Type.Object({ articleId: Id, brandId: Id, version: Version, act: OneOf(articleActs), why: Type.Optional(Type.String({ maxLength: 300 })) }), output: ArticleRow, refusals: ['articleNotFound', 'notNowForArticle', 'secondPersonNeededForArticle', 'articleReasonNeeded', 'notAllowed', 'staleEdit'],
  }),
  lookUp: op({
    method: 'GET', path: '/knowledge/answers', who: [...agents], summary: 'What the articles and the price book say to a question, for the car that is spoken about, with sources; nothing is kept of it',
    input: Type.Object({ brandId: Id, vehicleId: Type.Optional(Id), text: Words(300) }), refusals: ['notAllowed', 'vehicleNotFound'],
    output: Type.Object({ kind: OneOf(outcomeKinds), urgency: OneOf(grades), sentences: Type.Array(Sentence), citations: Type.Array(Citation), nearest: Type.Array(Type.Object({ articleId: Type.String(), title: Type.String() })), prices: Nullable(AskedPrices) }),
  }),
  addExample: op({
    method: 'POST', path: '/knowledge/examples', who: [...editors, 'agent'], summary: 'Says what a sentence means; the assistant learns from it with the next turn',
    input: Type.Object({ brandId: Id, text: Words(300), intent: OneOf(intentCodes), category: Words(60), urgency: OneOf(grades) }), output: Done, refusals: ['notAllowed'],
  }),
  showGaps: op({
    method: 'GET', path: '/knowledge/gaps', who: [...editors, 'agent', 'auditor'], summary: 'What owners asked and the assistant could not answer well, grouped, with the nearest article, a draft, and what became of it; and the articles that somebody should look at',
    input: Type.Object({ brandId: Id, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) }), output: Type.Object({ gaps: Type.Array(Gap), stale: Type.Array(Stale) }), refusals: ['notAllowed'],
  }),
  evaluateAssistant: op({
    method: 'POST', path: '/knowledge/evaluation', who: [...editors], summary: 'Scores the assistant of a brand on labelled cases, JSON Lines',
    input: Type.Object({ brandId: Id, cases: Words(3_000_000) }), output: Type.Object({ curves: CurvesShown, cases: Type.Integer(), learnedFrom: Type.Array(Text), scores: Type.Array(ScoreRow), /** What the same cases gave the time before. */ before: Nullable(Type.Object({ at: Instant, byName: Text, scores: Type.Array(Type.Object({ name: Text, value: Type.Number() })) })) }), refusals: ['casesNotReadable', 'notAllowed'],
  }),
};
const Alias = Type.Object({ canonical: Text, variants: Type.Array(Text), byName: Text, at: Instant, version: Version });
const Labelled = Type.Object({ id: Id, text: Text, intent: Text, category: Text, urgency: Text, byName: Text, at: Instant });
const editing = {
  previewImport: op({
    method: 'POST', path: '/knowledge/files', who: [...editors], raw: true, summary: 'Reads a file (.md, .docx, .pdf, .xlsx) into drafts part by part, each with what is wrong with it; keeps nothing',
    input: Type.Object({ brandId: Id, name: Words(200) }), refusals: ['documentNotReadable', 'notAllowed'],
    output: Type.Object({ left: Type.Array(Type.Object({ code: OneOf(['moreParts', 'columns', 'otherSheets', 'categories'] as const), words: Text })), parts: Type.Array(Type.Object({ /** The article of the same id, if there is one. */ stands: Nullable(Type.Object({ state: OneOf(articleStates), title: Text, byName: Text })), number: Type.Integer(), title: Text, category: Text, markdown: Text, problem: Nullable(Type.Object({ code: OneOf(['notReadable', 'noWords', 'noTitle', 'forbidden', 'tooLong'] as const), words: Text, wordsZh: Text })) })) }),
  }),
  articleHistory: op({
    method: 'GET', path: '/knowledge/articles/:articleId/history', who: [...readers], summary: 'Every version of a brand’s article: by whom, when, why',
    input: Type.Object({ articleId: Id, brandId: Id }), refusals: ['notAllowed'],
    output: Type.Object({ versions: Type.Array(Type.Object({ version: Version, state: OneOf(articleStates), title: Text, byName: Text, wrote: Type.Boolean(), why: Nullable(Text), at: Instant, markdown: Text })) }),
  }),
  listAliases: op({
    method: 'GET', path: '/knowledge/aliases', who: [...readers], summary: 'What owners call a thing: names that ship and the brand’s own',
    input: Type.Object({ brandId: Id }), output: Type.Object({ own: Type.Array(Alias), shipped: Type.Array(Type.Object({ canonical: Text, variants: Type.Array(Text) })) }), refusals: ['notAllowed'],
  }),
  saveAlias: op({
    method: 'POST', path: '/knowledge/aliases', who: [...editors], summary: 'Says what owners call a thing; answers the next question',
    input: Type.Object({ brandId: Id, canonical: Words(60), variants: Type.Array(Words(60), { maxItems: 60 }), version: Version }), output: Done, refusals: ['notAllowed', 'staleEdit'],
  }),
  listExamples: op({
    method: 'GET', path: '/knowledge/examples', who: [...readers], summary: 'What this brand taught the assistant, and whether it is learned already',
    input: Type.Object({ brandId: Id }), output: Type.Object({ examples: Type.Array(Labelled), shipped: Type.Integer(), learned: Type.Boolean() }), refusals: ['notAllowed'],
  }),
  removeExample: op({
    method: 'POST', path: '/knowledge/examples/:exampleId/remove', who: [...editors], summary: 'Takes back what was taught',
    input: Type.Object({ exampleId: Id, brandId: Id }), output: Done, refusals: ['exampleNotFound', 'notAllowed'],
  }),
};
const stamp = { signature: Type.Optional(Short), timestamp: Type.Optional(Short), nonce: Type.Optional(Short) };
const wechat = {
  wechatCode: op({
    method: 'POST', path: '/my/wechat-code', who: ['owner'], summary: 'A code to send to the WeChat account of the brand, so that it is one conversation there and here; null where the brand has none',
    input: Type.Object({ brandId: Id }), output: Type.Object({ code: Nullable(Text), until: Nullable(Instant), joined: Type.Boolean() }), refusals: ['brandNotFound'],
  }),
  partWechat: op({
    method: 'POST', path: '/my/wechat-part', who: ['owner'], summary: 'What is written in the brand’s WeChat account is my conversation no longer',
    input: Type.Object({ brandId: Id }), output: Done, refusals: [],
  }),
  checkWechat: op({
    method: 'GET', path: '/wechat/:brandId', who: ['anyone'], sendsBytes: true, summary: 'Where WeChat asks whether this is the address of a brand’s official account',
    input: Type.Object({ brandId: Id, ...stamp, echostr: Type.String({ maxLength: 200 }) }), output: Bytes, refusals: ['notAWechatLetter', 'documentNotReadable', 'exampleNotFound'],
  }),
  hearWechat: op({
    method: 'POST', path: '/wechat/:brandId', who: ['anyone'], raw: true, sendsBytes: true, summary: 'Where WeChat tells what somebody wrote to a brand’s official account: signed XML, encrypted in safe mode; answered at once',
    input: Type.Object({ brandId: Id, ...stamp, openid: Type.Optional(Short), encrypt_type: Type.Optional(Short), msg_signature: Type.Optional(Short) }), output: Bytes, refusals: ['notAWechatLetter', 'documentNotReadable', 'exampleNotFound'],
  }),
};
export const api = { ...owned, ...desk, ...knowledge, ...editing, ...wechat };
