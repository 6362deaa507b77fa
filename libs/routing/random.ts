// Chance that can be repeated: one seed, one sequence (xorshift on 32 bits, scrambled start).

export type Random = () => number;

export function seeded(seed: number): Random {
  let state = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) * 2.3283064365386963e-10;
  };
  for (let i = 0; i < 8; i++) next();
  return next;
}
