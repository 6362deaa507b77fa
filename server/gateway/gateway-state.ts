// How the gateways are: those that have reported in the last seconds, and the newest frames that were turned away.
// Also the round that keeps both lists short.
import type { Tx } from '#platform/tx';
import type { GatewayState } from './counters.ts';
import { hexOfTurnedAway } from './hidden-bytes.ts';
import { forgetKeys } from './key-store.ts';
import { forgetBans, forgetGateways, gatewaysSince, lastRejected, pruneRejected } from './store.ts';

const aliveMs = 20_000;
const rejectedShown = 50;
const bytesShown = 256;
const rejectedKept = 5_000;
const goneMs = 86_400_000;

const byReason = (counts: Record<string, number>) =>
  Object.entries(counts).map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));

const masked = (vin: string): string => (vin.length === 17 ? `${vin.slice(0, 3)}********${vin.slice(-6)}` : vin);

export async function gatewayState(tx: Tx) {
  const gateways = await gatewaysSince<GatewayState>(tx, new Date(tx.now.getTime() - aliveMs));
  const rejected = await lastRejected(tx, rejectedShown);
  return {
    gateways: gateways.map(({ state, ...gateway }) => ({ ...gateway, ...state, rejects: byReason(state.rejects), closed: byReason(state.closed) })),
    rejected: rejected.map((each) => ({
      receivedAt: each.receivedAt, connectionId: each.connectionId, peer: each.peer, vinMasked: each.vin === null ? null : masked(each.vin), reason: each.reason,
      hex: hexOfTurnedAway(each.bytes, each.vin !== null, bytesShown),
    })),
  };
}

export async function tidyGateway(tx: Tx): Promise<void> {
  await pruneRejected(tx, rejectedKept);
  await forgetGateways(tx, new Date(tx.now.getTime() - goneMs));
  await forgetKeys(tx, new Date(tx.now.getTime() - 30 * goneMs));
  await forgetBans(tx, new Date(tx.now.getTime() - 30 * goneMs)); // a relapse within a month is known as one
}
