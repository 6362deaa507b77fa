/** A small generator of numbers from 0 to 1 that look random and are the same each time: what learns from shuffled sentences learns the same. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
