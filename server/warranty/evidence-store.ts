// SQL of issued evidence packs.
import { many, maybe, run, sql } from '#platform/database';
import type { Static } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { EvidencePack } from './evidence-api.ts';

export type Issued = { code: string; brandId: string; vin: string; hash: string; issuedBy: string; issuedAt: Date };
export type Kept = Issued & { body: Static<typeof EvidencePack> };
export const packByCode = (tx: Tx, code: string) => maybe<Kept>(tx, sql`select code, brand_id, vin, hash, body, issued_by, issued_at from warranty.evidence_packs where code = ${code}`);
export const packsOf = (tx: Tx, vin: string) => many<Issued>(tx, sql`select code, brand_id, vin, hash, issued_by, issued_at from warranty.evidence_packs where vin = ${vin} order by issued_at desc limit 50`);
export const insertPack = (tx: Tx, p: Issued & { vehicleId: string; body: string }) =>
  run(tx, sql`insert into warranty.evidence_packs (code, brand_id, vin, vehicle_id, hash, body, issued_by, issued_at) values (${p.code}, ${p.brandId}, ${p.vin}, ${p.vehicleId}, ${p.hash}, ${p.body}::jsonb, ${p.issuedBy}, ${p.issuedAt})`);
