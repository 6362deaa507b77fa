// Every SQL statement of conversations.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Card } from './actions.ts';
import type { CardRow, Conversation, SaidNotes, TurnRow } from './conversation.ts';
import type { Step } from './review.ts';
import type { Summary } from './summary.ts';
import type { Labelled } from './triage.ts';

export type OwnArticle = Step & { brandId: string; articleId: string; title: string; category: string; markdown: string };

export const insertConversation = (tx: Tx, row: Pick<Conversation, 'brandId' | 'ownerId' | 'vehicleId' | 'vin' | 'modelId' | 'modelName' | 'modelNameEn' | 'ownerName' | 'channel'>) =>
  one<Conversation>(tx, sql`insert into conversations.conversations (id, brand_id, owner_id, vehicle_id, vin, model_id, model_name, model_name_en, owner_name, channel, state, opened_at)
    values (${newId()}, ${row.brandId}, ${row.ownerId}, ${row.vehicleId}, ${row.vin}, ${row.modelId}, ${row.modelName}, ${row.modelNameEn}, ${row.ownerName}, ${row.channel}, 'bot', ${tx.now.toISOString()}::timestamptz) returning *`);
export const conversationById = (tx: Tx, id: string) => maybe<Conversation>(tx, sql`select * from conversations.conversations where id = ${id}`);
export const lockConversation = (tx: Tx, id: string) => maybe<Conversation>(tx, sql`select * from conversations.conversations where id = ${id} for update`);
export const openConversationOf = (tx: Tx, ownerId: string, vehicleId: string) =>
  maybe<Conversation>(tx, sql`select * from conversations.conversations where owner_id = ${ownerId} and vehicle_id = ${vehicleId} and state <> 'closed' order by opened_at desc limit 1`);
export const saveConversation = (tx: Tx, row: Conversation) =>
  one<Conversation>(tx, sql`update conversations.conversations set state = ${row.state}, skill = ${row.skill}::text, urgency = ${row.urgency}, queued_at = ${row.queuedAt?.toISOString() ?? null}::timestamptz, taken_at = ${row.takenAt?.toISOString() ?? null}::timestamptz,
    agent_id = ${row.agentId}::text, agent_name = ${row.agentName}::text, closed_at = ${row.closedAt?.toISOString() ?? null}::timestamptz, summary = ${row.summary === null ? null : JSON.stringify(row.summary)}::jsonb, version = version + 1 where id = ${row.id} returning *`);

/** Danger first, then who has waited longest. */
export const conversationsAtDesk = (tx: Tx, state: string | undefined) =>
  many<Conversation>(tx, sql`select * from conversations.conversations where state <> 'closed' and (${state ?? null}::text is null or state = ${state ?? null}::text) order by (state = 'queued') desc, least(urgency, 'S2'), queued_at nulls last, opened_at limit 200`);
export const aheadOf = async (tx: Tx, row: Conversation): Promise<number | null> =>
  row.state !== 'queued' || row.queuedAt === null ? null : (await one<{ n: number }>(tx, sql`select count(*)::int as n from conversations.conversations where brand_id = ${row.brandId} and state = 'queued' and id <> ${row.id}
    and (least(urgency, 'S2'), queued_at) < (least(${row.urgency}::text, 'S2'), ${row.queuedAt.toISOString()}::timestamptz)`)).n;

/** Whether the owner's last word in a talk with a person waits for an answer since before a moment. */
export const waitsSince = async (tx: Tx, conversationId: string, before: Date): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from (select role, at from conversations.turns where conversation_id = ${conversationId} and role in ('user', 'agent') order by nth desc limit 1) as last where role = 'user' and at < ${before.toISOString()}::timestamptz`)) !== undefined;

export const turnsOf = (tx: Tx, conversationId: string) => many<TurnRow>(tx, sql`select * from conversations.turns where conversation_id = ${conversationId} order by nth`);
export const insertTurn = (tx: Tx, of: Conversation, turn: { role: TurnRow['role']; byName: string; text: string; said?: SaidNotes; kind?: string }) =>
  one<TurnRow>(tx, sql`insert into conversations.turns (id, conversation_id, brand_id, owner_id, nth, role, by_name, text, said, kind, at)
    select ${newId()}, ${of.id}, ${of.brandId}, ${of.ownerId}, coalesce(max(nth), 0) + 1, ${turn.role}, ${turn.byName}, ${turn.text}, ${JSON.stringify(turn.said ?? {})}::jsonb, ${turn.kind ?? null}::text, ${tx.now.toISOString()}::timestamptz
    from conversations.turns where conversation_id = ${of.id} returning *`);
export const turnById = (tx: Tx, id: string) => maybe<TurnRow>(tx, sql`select * from conversations.turns where id = ${id}`);
export const rateTurnRow = (tx: Tx, id: string, helped: boolean) => run(tx, sql`update conversations.turns set helped = ${helped} where id = ${id}`);
/** Adds to what is noted of a turn. */
export const noteOnTurn = (tx: Tx, id: string, said: SaidNotes) => run(tx, sql`update conversations.turns set said = said || ${JSON.stringify(said)}::jsonb where id = ${id}`);
export const rewordTurn = (tx: Tx, id: string, text: string, said: SaidNotes) => run(tx, sql`update conversations.turns set text = ${text}, said = ${JSON.stringify(said)}::jsonb where id = ${id} and helped is null returning id`);

export const cardsOf = (tx: Tx, conversationId: string) => many<CardRow>(tx, sql`select * from conversations.cards where conversation_id = ${conversationId} order by offered_at, id`);
export const lockCard = (tx: Tx, id: string) => maybe<CardRow>(tx, sql`select * from conversations.cards where id = ${id} for update`);
export const insertCard = (tx: Tx, turn: TurnRow, card: Card) =>
  run(tx, sql`insert into conversations.cards (id, conversation_id, turn_id, brand_id, owner_id, tool, service, confirm, state, offered_at)
    values (${newId()}, ${turn.conversationId}, ${turn.id}, ${turn.brandId}, ${turn.ownerId}, ${card.tool}, ${card.service}, ${card.confirm}, 'offered', ${tx.now.toISOString()}::timestamptz)`);
export const finishCard = (tx: Tx, id: string, result: CardRow['result']) =>
  one<CardRow>(tx, sql`update conversations.cards set state = 'done', result = ${JSON.stringify(result)}::jsonb, done_at = ${tx.now.toISOString()}::timestamptz where id = ${id} returning *`);

/** Every step of every article of a brand, oldest first, without the texts. */
export const articleSteps = (tx: Tx, brandId: string) => many<Omit<OwnArticle, 'markdown'>>(tx, sql`select brand_id, article_id, version, state, title, category, by_id, by_name, wrote, why, at from conversations.articles where brand_id = ${brandId} order by article_id, version`);
/** For each article the newest version that was published or withdrawn: what is still being written answers nobody. */
export const heldArticles = (tx: Tx, brandId: string) => many<OwnArticle>(tx, sql`select distinct on (article_id) * from conversations.articles where brand_id = ${brandId} and state in ('published', 'withdrawn') order by article_id, version desc`);
/** For each article the newest text that is written or in review. */
export const worksOf = (tx: Tx, brandId: string) => many<OwnArticle>(tx, sql`select * from (select distinct on (article_id) * from conversations.articles where brand_id = ${brandId} and state <> 'withdrawn' order by article_id, version desc) as newest where state in ('draft', 'inReview', 'sentBack')`);
export const lockArticle = (tx: Tx, brandId: string, articleId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`articles ${brandId} ${articleId}`}))`);
export const insertArticle = (tx: Tx, row: Omit<OwnArticle, 'version' | 'at'>) =>
  one<OwnArticle>(tx, sql`insert into conversations.articles (brand_id, article_id, version, state, title, category, markdown, by_id, by_name, wrote, why, at)
    select ${row.brandId}, ${row.articleId}, coalesce(max(version), 0) + 1, ${row.state}, ${row.title}, ${row.category}, ${row.markdown}, ${row.byId}::text, ${row.byName}, ${row.wrote}, ${row.why}::text, ${tx.now.toISOString()}::timestamptz
    from conversations.articles where brand_id = ${row.brandId} and article_id = ${row.articleId} returning *`);

/** Changes with every article and example of the brand: what was made of them before holds no longer. */
export const knowledgeMark = async (tx: Tx, brandId: string): Promise<string> =>
  (await one<{ mark: string }>(tx, sql`select concat((select count(*) from conversations.articles where brand_id = ${brandId} and state in ('published', 'withdrawn')), '/', (select concat(count(*), '.', max(at)) from conversations.examples where brand_id = ${brandId}), '/', (select coalesce(sum(version), 0) from conversations.aliases where brand_id = ${brandId})) as mark`)).mark;
export const versionsOf = (tx: Tx, brandId: string, articleId: string) => many<OwnArticle>(tx, sql`select * from conversations.articles where brand_id = ${brandId} and article_id = ${articleId} order by version desc limit 500`);
export type AliasRow = { brandId: string; canonical: string; variants: string[]; byName: string; at: Date; version: number };
export const aliasesOf = (tx: Tx, brandId: string) => many<AliasRow>(tx, sql`select * from conversations.aliases where brand_id = ${brandId} order by canonical`);
export const saveAliasRow = (tx: Tx, row: Pick<AliasRow, 'brandId' | 'canonical' | 'variants' | 'byName'>) =>
  run(tx, sql`insert into conversations.aliases (brand_id, canonical, variants, by_name, at) values (${row.brandId}, ${row.canonical}, ${row.variants}::text[], ${row.byName}, ${tx.now.toISOString()}::timestamptz)
    on conflict (brand_id, canonical) do update set variants = excluded.variants, by_name = excluded.by_name, at = excluded.at, version = conversations.aliases.version + 1`);
export const taughtExamples = (tx: Tx, brandId: string) => many<Labelled & { id: string; byName: string; at: Date }>(tx, sql`select id, text, intent, category, urgency, by_name, at from conversations.examples where brand_id = ${brandId} order by at desc, id limit 500`);
export const dropExample = (tx: Tx, brandId: string, id: string) => maybe<Labelled>(tx, sql`delete from conversations.examples where brand_id = ${brandId} and id = ${id} returning text, intent, category, urgency`);
export const examplesOf = (tx: Tx, brandId: string) => many<Labelled>(tx, sql`select text, intent, category, urgency from conversations.examples where brand_id = ${brandId} order by at, id`);
export const insertExample = (tx: Tx, brandId: string, one: Labelled, byName: string) =>
  run(tx, sql`insert into conversations.examples (id, brand_id, text, intent, category, urgency, by_name, at) values (${newId()}, ${brandId}, ${one.text}, ${one.intent}, ${one.category}, ${one.urgency}, ${byName}, ${tx.now.toISOString()}::timestamptz)
    on conflict (brand_id, text) do update set intent = excluded.intent, category = excluded.category, urgency = excluded.urgency, by_name = excluded.by_name, at = excluded.at`);

export const brandsWithKnowledge = async (tx: Tx): Promise<string[]> =>
  (await many<{ brandId: string }>(tx, sql`select brand_id from conversations.articles where state in ('published', 'withdrawn') union select brand_id from conversations.examples order by 1`)).map((row) => row.brandId);
export const learnedByKey = (tx: Tx, key: string) => maybe<{ weights: Uint8Array }>(tx, sql`select weights from conversations.learned where key = ${key}`);
/** What nobody used for a month goes. */
export async function insertLearned(tx: Tx, key: string, weights: Uint8Array): Promise<void> {
  await run(tx, sql`insert into conversations.learned (key, learned_at, weights) values (${key}, ${tx.now.toISOString()}::timestamptz, decode(${Buffer.from(weights).toString('base64')}, 'base64')) on conflict (key) do update set learned_at = excluded.learned_at`);
  await run(tx, sql`delete from conversations.learned where learned_at < ${new Date(tx.now.getTime() - 30 * 86_400_000).toISOString()}::timestamptz`);
}

/** At most so many of the vectors under these keys. */
export const keptVectors = (tx: Tx, model: string, keys: readonly string[], most: number) => many<{ key: string; vector: Uint8Array }>(tx, sql`select key, vector from conversations.vectors where model = ${model} and key = any(${[...keys]}::text[]) limit ${most}`);
export const keptVectorKeys = async (tx: Tx, model: string): Promise<string[]> => (await many<{ key: string }>(tx, sql`select key from conversations.vectors where model = ${model}`)).map((row) => row.key);
export const lastVectorAt = async (tx: Tx, model: string): Promise<Date | null> => (await one<{ at: Date | null }>(tx, sql`select max(made_at) as at from conversations.vectors where model = ${model}`)).at;
export const insertVectors = (tx: Tx, model: string, rows: readonly { key: string; vector: Uint8Array }[]) =>
  run(tx, sql`insert into conversations.vectors (key, model, made_at, vector) select key, ${model}, ${tx.now.toISOString()}::timestamptz, decode(vector, 'base64') from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => Buffer.from(row.vector).toString('base64'))}::text[]) as r(key, vector)
    on conflict (key) do update set made_at = excluded.made_at, vector = excluded.vector`);
export const dropVectorsOfOtherLength = (tx: Tx, model: string, bytes: number) => run(tx, sql`delete from conversations.vectors where model = ${model} and length(vector) <> ${bytes} returning 1`);
/** Those of texts that nobody is answered from any more, and of models that are no longer named. */
export const dropOtherVectors = (tx: Tx, keys: readonly string[]) => run(tx, sql`delete from conversations.vectors where not key = any(${[...keys]}::text[])`);

export type AskedRow = { id: string; conversationId: string; nth: number; role: string; text: string; kind: string | null; helped: boolean | null; said: SaidNotes; modelId: string; modelName: string; at: Date };
export const turnsLately = (tx: Tx, brandId: string, since: Date) =>
  many<AskedRow>(tx, sql`select t.id, t.conversation_id, t.nth, t.role, t.text, t.kind, t.helped, t.said, t.at, c.model_id, c.model_name from conversations.turns t join conversations.conversations c on c.id = t.conversation_id
    where t.brand_id = ${brandId} and t.at >= ${since.toISOString()}::timestamptz order by t.conversation_id, t.nth limit 20000`);
export type EvaluationRow = { at: Date; byName: string; cases: number; scores: { name: string; value: number }[] };
export const lastEvaluation = (tx: Tx, brandId: string, casesHash: string) => maybe<EvaluationRow>(tx, sql`select at, by_name, cases, scores from conversations.evaluations where brand_id = ${brandId} and cases_hash = ${casesHash} order by at desc, id desc limit 1`);
export const insertEvaluation = (tx: Tx, brandId: string, row: { casesHash: string; cases: number; scores: EvaluationRow['scores']; byName: string }) =>
  run(tx, sql`insert into conversations.evaluations (id, brand_id, cases_hash, cases, scores, by_name, at) values (${newId()}, ${brandId}, ${row.casesHash}, ${row.cases}, ${JSON.stringify(row.scores)}::jsonb, ${row.byName}, ${tx.now.toISOString()}::timestamptz)`);
export type { Summary };
