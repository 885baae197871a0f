import type { HostLink } from "./host-link.ts";

/** A host that answers at all does so well within this, ms. */
const PATIENCE_MS = 3_000;

/**
 * Asks a host that is down at once instead of at its next turn, and waits until it answers or a moment has passed: somebody looks at it
 * now, and it may be back since (a libvirtd that was restarted is seen only at the link's next look). Never rejects.
 */
export async function comeUp(link: HostLink | undefined, patienceMs = PATIENCE_MS): Promise<void> {
  if (!link || link.state().kind === "up") return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, patienceMs);
    const stop = link.onState((state) => {
      if (state.kind === "up") done();
    });
    link.retryNow();
  });
}

/**
 * Asks hosts something with their links up, as far as they come up; once more when one of them went down meanwhile, for then the answer may be
 * about our connection and not about the host. Rejects as `ask` does.
 */
export async function whileUp<T>(links: readonly (HostLink | undefined)[], ask: () => Promise<T>): Promise<T> {
  const known = links.filter((link) => link !== undefined);
  await Promise.all(known.map((link) => comeUp(link)));
  let fell = false;
  const up = known.filter((link) => link.state().kind === "up");
  const stops = up.map((link) => link.onState(({ kind }) => (fell ||= kind !== "up")));
  try {
    const answer = await ask();
    if (!fell) return answer;
    await Promise.all(known.map((link) => comeUp(link)));
    return await ask();
  } finally {
    for (const stop of stops) stop();
  }
}
