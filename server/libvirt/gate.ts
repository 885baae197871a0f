/** Lets at most `places` tasks run at once; the rest wait in order. */
export interface Gate {
  /** Runs the task when there is a place. Settles as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** The same, but gives up waiting after `waitMs`: then the task is not run, and the answer is undefined. */
  runWithin<T>(waitMs: number, task: () => Promise<T>): Promise<T | undefined>;
}

/** A gate with a number of places. */
export function createGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  const enter = (waitMs: number | undefined): Promise<boolean> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
      const admit = () => {
        clearTimeout(timer);
        resolve(true);
      };
      function giveUp() {
        waiting.splice(waiting.indexOf(admit), 1);
        resolve(false);
      }
      waiting.push(admit);
    });
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const use = async <T>(task: () => Promise<T>): Promise<T> => {
    try {
      return await task();
    } finally {
      leave();
    }
  };
  return {
    async run(task) {
      await enter(undefined);
      return use(task);
    },
    async runWithin(waitMs, task) {
      return (await enter(waitMs)) ? use(task) : undefined;
    },
  };
}
