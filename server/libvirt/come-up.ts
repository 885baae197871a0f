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
