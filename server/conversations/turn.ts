// One turn of the assistant, pure: what was said → danger → what is wanted → articles that may be used → whether they
// answer → an answer in their words, a question back, or "I do not know".
// P1 danger comes first and nothing can switch that off; P2 a request for a person is honoured in this turn; P3 every word
// to the owner is a fixed phrase of the house or cited; P4 the car and the person come from the session, never from words;
// P5 a danger of an earlier turn holds until the owner takes it back; P6 it asks back once, then offers a person;
// P7 what is wanted and whether there is danger is read from words alone; vectors widen what is found and may be chosen from,
// and lead the answer only where a section is near enough to answer without a shared word.
import { cardsFor, type Card } from './actions.ts';
import { answerability, citationOf, fromArticles, mayAnswer, type Citation, type Sentence } from './answer.ts';
import type { Article, Grade, Reader } from './article.ts';
import { categoryNames } from './category-names.ts';
import { languageOf, phrases, protectiveFor, type Language } from './phrases.ts';
import { acceptsPerson } from './intent-words.ts';
import { fused, type Near } from './near.ts';
import { asksForUnheardOf, buildIndex, search, tokensOf, type Hit, type SearchIndex } from './search-index.ts';
import { learn, triage, worse, type Labelled, type Learned, type Topic, type Triage } from './triage.ts';

export type Mind = { index: SearchIndex; learned: Learned };
export type Said = { role: 'user' | 'assistant' | 'agent'; text: string; outcome?: OutcomeKind; urgency?: Grade; dangers?: string[] };
export type OutcomeKind = 'safety' | 'person' | 'answer' | 'clarify' | 'unknown' | 'action' | 'smallTalk' | 'outOfScope';
export type TurnInput = {
  text: string; earlier: readonly Said[]; reader: Reader;
  /** What the car itself reports, in words of the house. */
  carReports?: readonly { words: string; urgency: Grade; category: string }[];
  /** Above it answers, between the two it asks back. */
  thresholds?: { answer: number; clarify: number };
  /** What lies near the question by meaning; counts only for the very question it was asked for, and never in danger. (P7) */
  near?: Near | undefined;
};
export type Outcome = {
  kind: OutcomeKind; language: Language; sentences: Sentence[]; citations: Citation[]; choices: string[]; cards: Card[]; read: Triage; urgency: Grade; hits: Hit[]; sure: number;
  /** What was looked up. */
  question: string;
  handOff: 'asked' | 'offered' | 'none'; inDanger: boolean;
};

/** The examples of a category that articles bring along: their titles and questions. */
export const topicsOf = (articles: readonly Article[]): Topic[] => articles.flatMap((article) => [article.title, ...article.aliases].map((text) => ({ text, label: article.category, ...(article.audience === 'owner' && article.urgency !== null ? { grade: article.urgency } : {}) })));

export const buildMind = (articles: readonly Article[], labelled: readonly Labelled[], synonyms: readonly [string, string[]][]): Mind =>
  ({ index: buildIndex(articles, synonyms), learned: learn(labelled, topicsOf(articles)) });

const takenBack = /(?<!不是|没有?|别|不)(?:误会|打错|说错|讲错|看错|没事了|开玩笑|虚惊|误报|假的)|不是(?:真的)?(?:着火|冒烟|起火|失灵)|(?<!没|没有|未)(?:已经?)?修好了|已经(?:灭|处理|解决|拖走|到店)|false alarm|just kidding|my mistake/;

/** The worst danger of earlier turns that was not taken back. (P5) */
function standingDanger(input: TurnInput, now: Triage): { urgency: Grade; code: string } | undefined {
  if (takenBack.test(now.danger.folded)) return undefined;
  const users = input.earlier.filter((one) => one.role === 'user' && (one.urgency === 'S0' || one.urgency === 'S1'));
  const worst = users.reduce<Said | undefined>((known, one) => (known === undefined || worse(one.urgency as Grade, known.urgency as Grade) === one.urgency ? one : known), undefined);
  if (worst === undefined || now.danger.aside.some((aside) => aside.why === 'denied' && worst.dangers?.includes(aside.code))) return undefined;
  return { urgency: worst.urgency as Grade, code: worst.dangers?.[0] ?? '' };
}

/** Whether a question names so much that it is about something of its own, even where nothing is known of it. */
const namesEnough = (text: string): boolean => new Set(tokensOf(text).filter((token) => !token.startsWith('²'))).size >= 3;
/** What is looked up: an answering turn goes with what it answers, a short one too unless it is clear by itself. */
function questionOf(input: TurnInput, clear: boolean): string {
  const before = input.earlier.filter((one) => one.role === 'user').map((one) => one.text);
  const last = before.at(-1);
  if (last === undefined) return input.text;
  const askedBack = input.earlier.at(-1)?.outcome === 'clarify';
  const leaning = /^(?:那|这|它|还|对|是|嗯|就是|然后|呢|怎么|为什么|多少|多久|可以|能|要|在|刚|and|it|that|what about)/i.test(input.text.trim());
  return askedBack || (input.text.length < 12 && !clear && !namesEnough(input.text)) || leaning ? `${last}，${input.text}` : input.text;
}

/** The best eight by words, and as many as a second ranking may lift. */
type Found = { read: Triage; hits: Hit[]; deep: Hit[] };

function read(mind: Mind, text: string, reader: Reader): Found {
  const found = search(mind.index, text, reader, { most: 5 });
  const first = triage(mind.learned, text, found.map((hit, place) => ({ category: hit.chunk.article.category, fit: (hit.likeness * 0.7 + hit.coverage * 0.5) / (1 + place * 0.3) })));
  const asked = !/[a-z]{3}/i.test(text) ? text : `${text} ${first.categories.slice(0, 2).map((one) => categoryNames[one.category] ?? '').join(' ')}`;
  const deep = search(mind.index, asked, reader, { most: 60, liking: (category) => (first.danger.dangers[0]?.category === category ? 1 : 0) + first.liking(category) });
  return { read: first, hits: deep.slice(0, 8), deep };
}

const safetyArticles = (hits: readonly Hit[], category: string): Hit[] => {
  const kind = category.split('.')[0];
  const fitting = hits.filter((hit) => hit.chunk.article.category.split('.')[0] === kind && (hit.chunk.article.urgency === 'S0' || hit.chunk.article.urgency === 'S1'));
  if (fitting.length > 0) return fitting;
  const same = hits.filter((hit) => hit.chunk.article.category === category);
  return same.length > 0 ? same : hits.filter((hit) => hit.chunk.article.urgency === 'S0' || hit.chunk.article.urgency === 'S1').slice(0, 1);
};
const cheerful = /多少钱|价格|费用|预约|收费|优惠|元(?:[，。/]|$)|price|cost|book/;

/** Danger: the protective step in two sentences, what an article adds to it, rescue, a person. (P1) */
function inDanger(read: Triage, urgency: 'S0' | 'S1', code: string, hits: readonly Hit[], language: Language): Pick<Outcome, 'kind' | 'sentences' | 'citations' | 'handOff'> {
  const first = protectiveFor(code, read.category, urgency, language);
  const { sentences, used } = fromArticles(safetyArticles(hits, read.danger.dangers[0]?.category ?? read.category), true);
  const more = sentences.filter((sentence) => !cheerful.test(sentence.text)).slice(0, 6);
  return {
    kind: read.wantsPerson ? 'person' : 'safety', handOff: read.wantsPerson ? 'asked' : 'offered', citations: used.map(citationOf),
    sentences: [{ text: first.text, cites: [`rule:${first.rule}`] }, { text: read.wantsPerson ? phrases.toPerson[language] : phrases.rescueNow[language], cites: ['rule:rescue'] }, ...more],
  };
}

const fixed = (kind: OutcomeKind, text: string, handOff: Outcome['handOff'] = 'none'): Pick<Outcome, 'kind' | 'sentences' | 'citations' | 'handOff'> =>
  ({ kind, sentences: [{ text, cites: ['rule:house'] }], citations: [], handOff });

function answered(read: Triage, hits: readonly Hit[], language: Language): Pick<Outcome, 'kind' | 'sentences' | 'citations' | 'handOff'> | undefined {
  const { sentences, used } = fromArticles(hits, false);
  if (used.length === 0) return undefined;
  const lead: Sentence[] = read.danger.aside.some((aside) => aside.why === 'elsewhere') ? [{ text: phrases.calmLine[language], cites: ['rule:house'] }] : [];
  const tail: Sentence[] = read.urgency === 'S2' ? [{ text: phrases.checkSoon[language], cites: ['rule:house'] }] : read.urgency === 'S3' && read.intent === 'symptom' ? [{ text: phrases.bookCheck[language], cites: ['rule:house'] }] : [];
  return { kind: 'answer', sentences: [...lead, ...sentences, ...tail], citations: used.map(citationOf), handOff: 'none' };
}

/** What is said when nobody is in danger. */
function calmly(input: TurnInput, read: Triage, { leading, usable }: { leading: readonly Hit[]; usable: readonly Hit[] }, sure: number, language: Language): Pick<Outcome, 'kind' | 'sentences' | 'citations' | 'handOff'> & { choices?: string[] } {
  const { answer = 0.38, clarify = 0.24 } = input.thresholds ?? {};
  if (read.wantsPerson) return fixed('person', phrases.toPerson[language], 'asked');
  const intentShare = read.intents[0]?.share ?? 0;
  if (read.intent === 'chitchat' && intentShare > 0.5) return fixed('smallTalk', phrases.greeting[language]);
  if (read.intent === 'out_of_scope' && intentShare > 0.5) return fixed('outOfScope', phrases.outOfScope[language]);
  if (read.intent === 'feedback' && intentShare > 0.5) return fixed('action', phrases.feedback[language]);
  const doing = read.intent === 'booking' ? phrases.booking : read.intent === 'progress' ? phrases.progress : read.intent === 'rescue' ? phrases.rescue : read.intent === 'complaint' ? phrases.complaint : undefined;
  const said = sure >= answer ? answered(read, leading, language) : undefined;
  if (doing !== undefined && intentShare > 0.5) return { ...fixed('action', doing[language], read.intent === 'rescue' || read.intent === 'complaint' ? 'offered' : 'none'), ...(said === undefined ? {} : { sentences: [{ text: doing[language], cites: ['rule:house'] }, ...said.sentences], citations: said.citations }) };
  if (said !== undefined) return said;
  const titles = [...new Set(usable.filter(forSure).map((hit) => hit.chunk.article.title))].slice(0, 3);
  const askedAlready = input.earlier.some((one) => one.outcome === 'clarify');
  if (sure >= clarify && titles.length >= 2 && !askedAlready) return { ...fixed('clarify', phrases.clarify[language]), choices: titles };
  return fixed('unknown', phrases.doNotKnow[language], 'offered');
}
const forSure = (hit: Hit): boolean => hit.close === true || hit.coverage > 0.15 || hit.likeness > 0.2;

const offTopic = (read: Triage): number => read.intents.reduce((sum, { intent, share }) => (intent === 'out_of_scope' || intent === 'chitchat' ? sum + share : sum), 0);
/** Figures of speech and dangers that are over, elsewhere or denied: what to do in that danger is no answer to them. */
const onlyLooksLikeDanger = ({ danger }: Triage): boolean => danger.level === null && (danger.aside.some((aside) => aside.why !== 'supposed' && aside.why !== 'asked') || (danger.aside.length === 0 && danger.literal !== danger.folded));

/** From here on a short question needs nothing that was said before it. */
const clearAlone = 0.7;

/** (P1–P6) */
export function takeTurn(mind: Mind, input: TurnInput): Outcome {
  const language = languageOf(input.text);
  const last = input.earlier.at(-1);
  const alone = accepting(read(mind, input.text, input.reader), last?.role === 'assistant' && acceptsPerson(input.text, last.text));
  const question = questionOf(input, answerability(alone.hits, alone.read.liking, offTopic(alone.read)) >= clearAlone);
  const { read: now, hits: byWords, deep } = question === input.text || alone.read.danger.level !== null ? alone : { ...alone, ...withContext(mind, alone.read, question, input.reader) };
  const standing = standingDanger(input, now);
  const reports = input.carReports ?? [];
  const reported = reports.filter((report) => now.intent === 'symptom' || now.intent === 'fault_code' || now.intent === 'rescue' || report.category === now.category);
  const urgency = [standing?.urgency ?? 'S4', ...reported.map((report) => report.urgency)].reduce<Grade>(worse, now.urgency);
  const seen: Triage = { ...now, urgency, category: now.danger.level === null && standing === undefined ? strongest(now, reported) : now.category };
  const danger = urgency === 'S0' || urgency === 'S1';
  const hits = danger || input.near?.of !== question ? byWords : fused(mind.index, deep, input.near, input.reader);
  const calm = (list: readonly Hit[]): readonly Hit[] => (danger || !onlyLooksLikeDanger(now) ? list : list.filter((hit) => hit.chunk.article.urgency !== 'S0' && hit.chunk.article.urgency !== 'S1'));
  const usable = calm(hits).filter(mayAnswer);
  const leading = usable[0]?.close === true ? usable : calm(byWords);
  const sure = answerability(leading, now.liking, offTopic(now), asksForUnheardOf(mind.index, input.text));
  const code = now.danger.dangers[0]?.code ?? standing?.code ?? '';
  const body = danger ? inDanger(seen, urgency, code, hits, language) : calmly(input, seen, { leading, usable }, sure, language);
  const told = reported.map((report): Sentence => ({ text: `${phrases.carSays[language]}${report.words}。`, cites: ['car:state'] }));
  const sentences = danger ? [...body.sentences.slice(0, 1), ...told, ...body.sentences.slice(1)] : body.kind === 'answer' || body.kind === 'unknown' ? [...told, ...body.sentences] : body.sentences;
  const choices = 'choices' in body ? ((body as { choices?: string[] }).choices ?? []) : [];
  return { ...body, choices, sentences, language, cards: cardsFor(seen), read: seen, urgency, hits, sure, question, inDanger: danger };
}

/** Who says yes to a person that was offered asks for one. (P2) */
const accepting = (found: Found, yes: boolean): Found => (yes ? { ...found, read: { ...found.read, wantsPerson: true, intent: 'human' } } : found);

const strongest = (now: Triage, reported: readonly { urgency: Grade; category: string }[]): string =>
  reported.find((report) => report.urgency === 'S0' || report.urgency === 'S1')?.category ?? now.category;

/** The turn read by itself for what is wanted, together with what went before for what it is about. */
function withContext(mind: Mind, alone: Triage, question: string, reader: Reader): Found {
  const both = read(mind, question, reader);
  if (alone.wantsPerson || ['chitchat', 'out_of_scope'].includes(alone.intent)) return { ...both, read: alone };
  return { ...both, read: { ...both.read, intent: (alone.intents[0]?.share ?? 0) > 0.7 ? alone.intent : both.read.intent, danger: alone.danger, urgency: alone.danger.level === null && both.read.danger.level === null ? both.read.urgency : alone.urgency, wantsPerson: alone.wantsPerson } };
}

/** All that was said, as one text. */
export const wordsOf = (outcome: Outcome): string => [...outcome.sentences.map((sentence) => sentence.text), ...outcome.choices].join('\n');
