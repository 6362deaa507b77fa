// How a loop that looks for work rests when there is none: it is woken when something comes, and stopped for good.
// R1 who is called while looking does not rest afterwards: nothing waits for the clock; R2 who is stopped rests no more.
export type Rests = { stopped(): boolean; looks(): void; rest(ms: number): Promise<void>; pause(ms: number): Promise<void>; wake(): void; stop(): void };

/** `looks` is said before every look: calls from then on count. `rest` ends after `ms`, or when woken or stopped; a `pause` only when stopped. */
export function rests(): Rests {
  let stopped = false;
  let woken = false;
  let getUp = (): void => undefined;
  let endPause = (): void => undefined;
  return {
    stopped: () => stopped,
    looks() {
      woken = false;
    },
    rest: (ms) => new Promise((resolve) => {
      if (stopped || woken) return resolve(); // (R1, R2)
      const timer = setTimeout(resolve, ms);
      getUp = () => {
        clearTimeout(timer);
        resolve();
      };
    }),
    pause: (ms) => new Promise((resolve) => {
      if (stopped) return resolve(); // (R2)
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    }),
    wake() {
      woken = true;
      getUp();
    },
    stop() {
      stopped = true;
      getUp();
      endPause();
    },
  };
}
