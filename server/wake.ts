/** A sleep that others may end early. */
export interface Wake {
  /** Resolves after `ms`, or at once when `call` came since the last sleep. */
  sleep(ms: number): Promise<void>;
  call(): void;
}

/** Makes one. Calls that come while nobody sleeps are remembered, once. */
export function createWake(): Wake {
  let called = false;
  let end: (() => void) | null = null;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (called) {
          called = false;
          resolve();
          return;
        }
        const finish = (): void => {
          clearTimeout(timer);
          end = null;
          called = false;
          resolve();
        };
        const timer = setTimeout(finish, ms);
        end = finish;
      }),
    call: () => {
      if (end) end();
      else called = true;
    },
  };
}
