// Every SQL statement about tests, decisions and certificates of batteries.
import type { Static } from '#platform/contract';
import { many, maybe, one as only, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { decisionStates, PaperContent } from './paper-api.ts';
import type { TestStep } from './test-procedure.ts';
import type { Asked, Inputs, Outcome } from './warranty-tree.ts';

const iso = (at: Date): string => at.toISOString();
export type Content = Static<typeof PaperContent>;
export type Paper = { id: string; number: string; vin: string; brandId: string; ownerId: string; content: Content; hash: string; signature: string; keyId: string; issuedAt: Date; issuedBy: string; revokedAt: Date | null; revokedWhy: string | null };
export type Estimate = { sohPct: number; lowPct: number; highPct: number };
export type BatteryTest = {
  id: string; number: string; vin: string; brandId: string; outletId: string | null; chemistry: string; ratedAh: number; procedure: string; state: 'running' | 'done' | 'stopped' | 'givenUp'; whyGivenUp: string | null; steps: TestStep[]; capacityAh: number | null; sohPct: number | null; sohSdPct: number | null;
  estimate: Estimate | null; begunAt: Date; doneAt: Date | null; byName: string; version: number;
};
export type Decision = {
  id: string; number: string; vin: string; brandId: string; ownerId: string; tree: string; inputs: Inputs; path: Asked[]; outcome: Outcome; sentence: string; sentenceEn: string; state: (typeof decisionStates)[number]; decidedAt: Date; byId: string; byName: string;
  appealWords: string | null; appealedAt: Date | null; answerWords: string | null; answeredAt: Date | null; answeredBy: string | null; version: number;
};

const testColumns = sql`id, number, vin, brand_id, outlet_id, chemistry, rated_ah, procedure, state, why_given_up, steps, capacity_ah, soh_pct, soh_sd_pct, estimate, begun_at, done_at, by_name, version`;
export const testsOf = (tx: Tx, vin: string): Promise<BatteryTest[]> => many(tx, sql`select ${testColumns} from batteries.tests where vin = ${vin} order by begun_at desc limit 50`);
export const testById = (tx: Tx, id: string): Promise<BatteryTest | undefined> => maybe(tx, sql`select ${testColumns} from batteries.tests where id = ${id} for update`);
export const insertTest = (tx: Tx, one: BatteryTest): Promise<BatteryTest | undefined> =>
  maybe(tx, sql`insert into batteries.tests (id, number, vin, brand_id, outlet_id, chemistry, rated_ah, procedure, state, steps, estimate, begun_at, by_name)
    values (${one.id}, ${one.number}, ${one.vin}, ${one.brandId}, ${one.outletId}, ${one.chemistry}, ${one.ratedAh}, ${one.procedure}, ${one.state}, ${JSON.stringify(one.steps)}::jsonb, ${one.estimate === null ? null : JSON.stringify(one.estimate)}::jsonb, ${iso(one.begunAt)}::timestamptz, ${one.byName})
    on conflict do nothing returning ${testColumns}`);
export const updateTest = (tx: Tx, one: BatteryTest, version: number): Promise<BatteryTest | undefined> =>
  maybe(tx, sql`update batteries.tests set state = ${one.state}, why_given_up = ${one.whyGivenUp}, steps = ${JSON.stringify(one.steps)}::jsonb, capacity_ah = ${one.capacityAh}::real, soh_pct = ${one.sohPct}::real, soh_sd_pct = ${one.sohSdPct}::real,
    done_at = ${one.doneAt === null ? null : iso(one.doneAt)}::timestamptz, version = version + 1 where id = ${one.id} and version = ${version} returning ${testColumns}`);

const decisionColumns = sql`id, number, vin, brand_id, owner_id, tree, inputs, path, outcome, sentence, sentence_en, state, decided_at, by_id, by_name, appeal_words, appealed_at, answer_words, answered_at, answered_by, version`;
export const decisionsOf = (tx: Tx, vin: string): Promise<Decision[]> => many(tx, sql`select ${decisionColumns} from batteries.decisions where vin = ${vin} order by decided_at desc limit 50`);
export const decisionById = (tx: Tx, id: string): Promise<Decision | undefined> => maybe(tx, sql`select ${decisionColumns} from batteries.decisions where id = ${id} for update`);
export const insertDecision = (tx: Tx, one: Decision): Promise<Decision> =>
  only(tx, sql`insert into batteries.decisions (id, number, vin, brand_id, owner_id, tree, inputs, path, outcome, sentence, sentence_en, state, decided_at, by_id, by_name)
    values (${one.id}, ${one.number}, ${one.vin}, ${one.brandId}, ${one.ownerId}, ${one.tree}, ${JSON.stringify(one.inputs)}::jsonb, ${JSON.stringify(one.path)}::jsonb, ${one.outcome}, ${one.sentence}, ${one.sentenceEn}, ${one.state}, ${iso(one.decidedAt)}::timestamptz, ${one.byId}, ${one.byName}) returning ${decisionColumns}`);
export const updateDecision = (tx: Tx, one: Decision, version: number): Promise<Decision | undefined> =>
  maybe(tx, sql`update batteries.decisions set state = ${one.state}, outcome = ${one.outcome}, appeal_words = ${one.appealWords}, appealed_at = ${one.appealedAt === null ? null : iso(one.appealedAt)}::timestamptz,
    answer_words = ${one.answerWords}, answered_at = ${one.answeredAt === null ? null : iso(one.answeredAt)}::timestamptz, answered_by = ${one.answeredBy}, version = version + 1 where id = ${one.id} and version = ${version} returning ${decisionColumns}`);

const paperColumns = sql`id, number, vin, brand_id, owner_id, content, hash, signature, key_id, issued_at, issued_by, revoked_at, revoked_why`;
export const papersOf = (tx: Tx, vin: string): Promise<Paper[]> => many(tx, sql`select ${paperColumns} from batteries.papers where vin = ${vin} order by issued_at desc, id desc limit 50`);
export const paperById = (tx: Tx, id: string): Promise<Paper | undefined> => maybe(tx, sql`select ${paperColumns} from batteries.papers where id = ${id}`);
export const paperByNumber = (tx: Tx, number: string): Promise<Paper | undefined> => maybe(tx, sql`select ${paperColumns} from batteries.papers where number = ${number}`);
export const insertPaper = (tx: Tx, one: Paper): Promise<Paper> =>
  only(tx, sql`insert into batteries.papers (id, number, vin, brand_id, owner_id, content, hash, signature, key_id, issued_at, issued_by)
    values (${one.id}, ${one.number}, ${one.vin}, ${one.brandId}, ${one.ownerId}, ${JSON.stringify(one.content)}::jsonb, ${one.hash}, ${one.signature}, ${one.keyId}, ${iso(one.issuedAt)}::timestamptz, ${one.issuedBy}) returning ${paperColumns}`);
export const takeBack = (tx: Tx, id: string, why: string): Promise<Paper | undefined> =>
  maybe(tx, sql`update batteries.papers set revoked_at = ${iso(tx.now)}::timestamptz, revoked_why = ${why} where id = ${id} and revoked_at is null returning ${paperColumns}`);

export type SigningKey = { id: string; publicKey: string; privateKey: string };
export const signingKey = (tx: Tx): Promise<SigningKey | undefined> => maybe(tx, sql`select id, public_key, private_key from batteries.signing_keys where retired_at is null order by made_at limit 1`);
export const publicKeyOf = async (tx: Tx, id: string): Promise<string> => (await maybe<{ publicKey: string }>(tx, sql`select public_key from batteries.signing_keys where id = ${id}`))?.publicKey ?? '';
export const insertKey = (tx: Tx, key: SigningKey): Promise<number> =>
  run(tx, sql`insert into batteries.signing_keys (id, public_key, private_key, made_at) values (${key.id}, ${key.publicKey}, ${key.privateKey}, ${iso(tx.now)}::timestamptz) on conflict do nothing returning 1`);
