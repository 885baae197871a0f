import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { whileUp } from "./come-up.ts";
import type { HostLink, LinkState } from "./host-link.ts";

const UP: LinkState = { kind: "up", roundTripMs: 1 };
const DOWN: LinkState = { kind: "down", problem: { code: "libvirt-down", detail: "", sinceMs: 0 }, retryAtMs: null };

/** A link whose state the test sets; `retry` is what its retryNow does. */
function linkIn(first: LinkState, retry: (set: (state: LinkState) => void) => void = () => undefined) {
  let state = first;
  const listeners = new Set<(state: LinkState) => void>();
  const set = (next: LinkState) => {
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  const link: Pick<HostLink, "state" | "onState" | "retryNow"> = {
    state: () => state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => retry(set),
  };
  return { link: link as HostLink, set, listening: () => listeners.size };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("asking hosts while their links are up", () => {
  it("asks once when nothing happens, and listens no longer", async () => {
    const host = linkIn(UP);
    const ask = vi.fn(async () => "answer");
    expect(await whileUp([host.link, undefined], ask)).toBe("answer");
    expect(ask).toHaveBeenCalledTimes(1);
    expect(host.listening()).toBe(0);
  });

  it("has a link that is down try at once, and waits for it", async () => {
    const host = linkIn(DOWN, (set) => setTimeout(() => set(UP), 500));
    const ask = vi.fn(async () => host.link.state().kind);
    const answer = whileUp([host.link], ask);
    await vi.advanceTimersByTimeAsync(499);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe("up");
  });

  it("goes on without one that stays down, and asks once only", async () => {
    const host = linkIn(DOWN, (set) => set(DOWN));
    const ask = vi.fn(async () => {
      host.set(DOWN);
      return "nobody there";
    });
    const answer = whileUp([host.link], ask);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await answer).toBe("nobody there");
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("asks once more when a link fell meanwhile, and not a third time", async () => {
    const host = linkIn(UP, (set) => set(UP));
    const ask = vi.fn(async () => {
      host.set(DOWN);
      return ask.mock.calls.length;
    });
    expect(await whileUp([host.link], ask)).toBe(2);
    expect(host.listening()).toBe(0);
  });
});
