/** starting: what an earlier run left is being taken up; stopping: no new work any more. */
export type LifecycleState = "starting" | "ready" | "stopping";

/** Where the process stands between its start and its end, and how many requests are under way. */
export interface Lifecycle {
  state(): LifecycleState;
  /** Never back from stopping. */
  set(state: "ready" | "stopping"): void;
  /** Counts a request in; call what it returns when it is over. */
  begin(): () => void;
  underWay(): number;
  /** Resolves when no request is under way, or after `withinMs`: with the number of those that still are. */
  drained(withinMs: number): Promise<number>;
}

export function createLifecycle(): Lifecycle {
  let state: LifecycleState = "starting";
  let running = 0;
  let onEmpty: (() => void)[] = [];
  return {
    state: () => state,
    set(next) {
      if (state !== "stopping") state = next;
    },
    begin() {
      running += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        running -= 1;
        if (running > 0) return;
        for (const resolve of onEmpty) resolve();
        onEmpty = [];
      };
    },
    underWay: () => running,
    async drained(withinMs) {
      if (running === 0) return 0;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => onEmpty.push(resolve)),
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, withinMs);
        }),
      ]);
      clearTimeout(timer);
      return running;
    },
  };
}
