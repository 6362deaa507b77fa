// The smallest value of a function: of one number between two bounds (Brent 1973), and of several numbers by a simplex
// (Nelder & Mead 1965). Both stop by themselves, whatever the function does.

/** Where `cost` is smallest between `low` and `high`: parabola through three points, golden section where that fails. */
export function minimise(cost: (x: number) => number, low: number, high: number, tolerance = 1e-5): number {
  const golden = (3 - Math.sqrt(5)) / 2;
  let [a, b] = [low, high];
  let best = a + golden * (b - a);
  let [second, third] = [best, best];
  let bestCost = cost(best);
  let [secondCost, thirdCost] = [bestCost, bestCost];
  let [step, before] = [0, 0];
  for (let round = 0; round < 500; round++) {
    const middle = (a + b) / 2;
    const near = 1.4901161193847656e-8 * Math.abs(best) + tolerance / 3;
    if (Math.abs(best - middle) <= 2 * near - (b - a) / 2) break;
    let useGolden = true;
    if (Math.abs(before) > near) {
      let r = (best - second) * (bestCost - thirdCost);
      let q = (best - third) * (bestCost - secondCost);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - best) && p < q * (b - best)) {
        step = p / q;
        const x = best + step;
        if (x - a < 2 * near || b - x < 2 * near) step = near * (middle >= best ? 1 : -1);
        useGolden = false;
      }
    }
    if (useGolden) {
      before = best >= middle ? a - best : b - best;
      step = golden * before;
    }
    const x = best + Math.max(Math.abs(step), near) * (step >= 0 ? 1 : -1);
    const xCost = cost(x);
    if (xCost <= bestCost) {
      if (x >= best) a = best;
      else b = best;
      [third, thirdCost, second, secondCost, best, bestCost] = [second, secondCost, best, bestCost, x, xCost];
    } else {
      if (x < best) a = x;
      else b = x;
      if (xCost <= secondCost || second === best) [third, thirdCost, second, secondCost] = [second, secondCost, x, xCost];
      else if (xCost <= thirdCost || third === best || third === second) [third, thirdCost] = [x, xCost];
    }
  }
  return best;
}

/** A point near `start` where `cost` is small; `spread` is how far to look at first in each direction. */
export function simplex(cost: (x: readonly number[]) => number, start: readonly number[], spread = 0.5, rounds = 400): number[] {
  const at = (x: number[]) => ({ x, cost: cost(x) });
  let corners = [at([...start]), ...start.map((_, i) => at(start.map((one, j) => (i === j ? one + spread : one))))];
  for (let round = 0; round < rounds; round++) {
    corners = corners.toSorted((a, b) => a.cost - b.cost);
    const worst = corners.at(-1)!;
    if (Math.abs(worst.cost - corners[0]!.cost) < 1e-10 * (1 + Math.abs(worst.cost))) break;
    const others = corners.slice(0, -1);
    const centre = start.map((_, i) => others.reduce((sum, corner) => sum + corner.x[i]!, 0) / others.length);
    const along = (by: number) => at(centre.map((one, i) => one + by * (worst.x[i]! - one)));
    const mirrored = along(-1);
    let next = mirrored;
    if (mirrored.cost < corners[0]!.cost) {
      const further = along(-2);
      if (further.cost < mirrored.cost) next = further;
    } else if (mirrored.cost >= others.at(-1)!.cost) {
      next = mirrored.cost < worst.cost ? along(-0.5) : along(0.5);
      if (next.cost >= Math.min(mirrored.cost, worst.cost)) {
        const best = corners[0]!;
        corners = [best, ...corners.slice(1).map((corner) => at(corner.x.map((one, i) => (one + best.x[i]!) / 2)))];
        continue;
      }
    }
    corners = [...others, next];
  }
  return corners.toSorted((a, b) => a.cost - b.cost)[0]!.x;
}
