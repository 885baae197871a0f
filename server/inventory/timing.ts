/** Runs `task` again and again, about each `periodMs` (spread by +-10 %, the first time within one period), until stopped. */
export function repeat(periodMs: number, task: () => Promise<void>, random: () => number = Math.random): () => void {
  let stopped = false;
  let timer = setTimeout(run, periodMs * (0.2 + 0.8 * random()));
  function run() {
    void task().finally(() => {
      if (!stopped) timer = setTimeout(run, periodMs * (0.9 + 0.2 * random()));
    });
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Runs a task for a key at once; calls within `pauseMs` of a run, or during it, make together one more run after the pause. */
export function coalesce<Key>(pauseMs: number, task: (key: Key) => Promise<void>): (key: Key) => void {
  const again = new Map<Key, boolean>();
  const loop = async (key: Key): Promise<void> => {
    do {
      again.set(key, false);
      await task(key);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } while (again.get(key));
    again.delete(key);
  };
  return (key) => {
    if (again.has(key)) again.set(key, true);
    else void loop(key);
  };
}

/** Runs tasks one after the other. A task that stands waiting is shared by all who ask for it; one that already runs is not. */
export function serial(): (name: string, task: () => Promise<void>) => Promise<void> {
  const waiting = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  return (name, task) => {
    const present = waiting.get(name);
    if (present) return present;
    const mine = last.then(() => {
      waiting.delete(name);
      return task();
    });
    waiting.set(name, mine);
    last = mine.catch(() => undefined);
    return mine;
  };
}
