// The fast craft for pick-up and delivery: the delivery walks on from the pickup, carrying the delay and the load with it.
import { type Craft, type Plain, plainRefresh, type Rows, rowsFor } from './plain.ts';
import { type Plan, putBehind, touch } from './plan.ts';
import type { Random } from './random.ts';

type Place = { pickupAt: number; deliveryAt: number };

/** The cheapest place of a pair in a row, other than `except`; needs the triangle inequality only to be quick, not to be right. */
function pairScan(plan: Plan, plain: Plain, rows: Rows, place: Place): (now: number, pickup: number, delivery: number, except: number) => number {
  const { seq, stride } = plan;
  const { distance, distanceTo, duration, durationTo, earliest, latest, service, load, capacity } = plain;
  const { leave, late, leg, loadAt } = rows;
  const wide = plain.visits + 2;
  return (now, pickup, delivery, except) => {
    const base = now * stride;
    const end = base + plan.size[now]!;
    const rowP = pickup * wide;
    const rowD = delivery * wide;
    const room = capacity - load[pickup]!;
    const opensP = earliest[pickup]!;
    const closesP = latest[pickup]!;
    const opensD = earliest[delivery]!;
    const closesD = latest[delivery]!;
    let best = Infinity;
    let at = base;
    while (at <= end && late[at + 1]! < opensP + service[pickup]!) at++;
    for (; at <= end && leave[at]! <= closesP; at++) {
      if (loadAt[at]! > room) continue;
      const before = seq[at]!;
      let time = leave[at]! + durationTo[rowP + before]!;
      if (time > closesP) continue;
      if (time < opensP) time = opensP;
      time += service[pickup]!;
      let after = seq[at + 1]!;
      const direct = time + duration[rowP + delivery]!;
      const whenD = direct < opensD ? opensD : direct;
      if (direct <= closesD && whenD + service[delivery]! + duration[rowD + after]! <= late[at + 1]!) {
        const more = distanceTo[rowP + before]! + distance[rowP + delivery]! + distance[rowD + after]! - leg[at]!;
        if (more < best && (at - base) * stride + at - base !== except) {
          best = more;
          place.pickupAt = at - base;
          place.deliveryAt = at - base;
        }
      }
      time += duration[rowP + after]!;
      if (time > late[at + 1]!) continue;
      const moreP = distanceTo[rowP + before]! + distance[rowP + after]! - leg[at]!;
      if (moreP >= best) continue;
      for (let on = at + 1; on <= end && loadAt[on]! <= room; on++) {
        const here = after;
        if (time < earliest[here]!) time = earliest[here]!;
        time += service[here]!;
        if (time > closesD) break;
        after = seq[on + 1]!;
        let there = time + durationTo[rowD + here]!;
        if (there <= closesD) {
          if (there < opensD) there = opensD;
          const more = moreP + distanceTo[rowD + here]! + distance[rowD + after]! - leg[on]!;
          if (more < best && there + service[delivery]! + duration[rowD + after]! <= late[on + 1]! && (at - base) * stride + on - base !== except) {
            best = more;
            place.pickupAt = at - base;
            place.deliveryAt = on - base;
          }
        }
        time += duration[here * wide + after]!;
        if (time > late[on + 1]!) break;
      }
    }
    return best;
  };
}

export function pairs(plan: Plan, plain: Plain, random: Random): Craft {
  const rows = rowsFor(plan);
  const refresh = plainRefresh(plan, plain, rows);
  const { row, routes, stride } = plan;
  const stamp = new Int32Array(plan.tasks * routes);
  const price = new Float64Array(plan.tasks * routes);
  const pickupAt = new Int32Array(plan.tasks * routes);
  const deliveryAt = new Int32Array(plan.tasks * routes);
  const place: Place = { pickupAt: 0, deliveryAt: 0 };
  const scan = pairScan(plan, plain, rows, place);
  let bestRoute = 0;
  let bestPickup = 0;
  let bestDelivery = 0;

  const seek = (task: number, blink: number, alone: boolean): number => {
    const pickup = plan.visitsOf[task]![0]!;
    const delivery = plan.visitsOf[task]![1]!;
    let best = Infinity;
    let empty = -1;
    for (let route = 0; route < routes; route++) {
      const now = row[route]!;
      if (plan.size[now] === 0) {
        if (empty < 0) empty = route;
        continue;
      }
      if (alone) continue;
      const key = task * routes + route;
      if (stamp[key] !== plan.version[now]) {
        stamp[key] = plan.version[now]!;
        price[key] = scan(now, pickup, delivery, -1);
        pickupAt[key] = place.pickupAt;
        deliveryAt[key] = place.deliveryAt;
      }
      let more = price[key]!;
      if (more >= best) continue;
      place.pickupAt = pickupAt[key]!;
      place.deliveryAt = deliveryAt[key]!;
      if (random() < blink) {
        more = scan(now, pickup, delivery, place.pickupAt * stride + place.deliveryAt);
        if (more >= best) continue;
      }
      best = more;
      bestRoute = route;
      bestPickup = place.pickupAt;
      bestDelivery = place.deliveryAt;
    }
    if (empty >= 0) {
      const more = scan(row[empty]!, pickup, delivery, -1) + plain.use;
      if (more < best) {
        best = more;
        bestRoute = empty;
        bestPickup = 0;
        bestDelivery = 0;
      }
    }
    return best;
  };

  const put = (task: number): void => {
    touch(plan, bestRoute);
    putBehind(plan, bestRoute, bestDelivery, plan.visitsOf[task]![1]!);
    putBehind(plan, bestRoute, bestPickup, plan.visitsOf[task]![0]!);
    refresh(bestRoute);
  };
  for (let route = 0; route < routes; route++) refresh(route);
  return { refresh, seek, put, exact: true };
}
