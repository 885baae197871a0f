/** Lets at most `places` tasks run at once; the rest wait in order. */
export interface Gate {
  /** Runs the task when there is a place. Settles as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** A gate with a number of places. */
export function createGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async run(task) {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
