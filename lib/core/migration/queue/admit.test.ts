import { describe, expect, it } from "vitest";
import { hostId, migrationId } from "../../model/ids.ts";
import { DEFAULT_QUEUE_LIMITS, type QueueEntry } from "../../model/queue.ts";
import { queuedRecord } from "../test-support/records.ts";
import { admit } from "./admit.ts";
import { inOrder, type QueuedMigration } from "./order.ts";

const MIN = 60_000;
const NOW = 1_000 * MIN;

interface Asked extends Partial<Pick<QueueEntry, "priority" | "notBeforeMs">> {
  readonly by?: string;
  /** How long ago it was asked for, minutes. */
  readonly agoMin?: number;
}

/** A migration by its name and way: `one("a", "hv1>hv2")`. */
function one(name: string, way: string, { by = "ann", agoMin = 0, ...queue }: Asked = {}): QueuedMigration {
  const [from = "", to = ""] = way.split(">");
  const record = queuedRecord();
  return {
    ...record,
    id: migrationId(`m_${name}`),
    domainName: name,
    startedBy: by,
    sourceHostName: from,
    destinationHostName: to,
    createdAtMs: NOW - agoMin * MIN,
    request: { sourceHostId: hostId(`h_${from}`), destinationHostId: hostId(`h_${to}`) },
    queue: { ...record.queue, ...queue },
  };
}

const limits = (perSource: number, perDestination: number, inAll: number) => ({ perSource, perDestination, inAll });
const names = (ids: readonly string[]) => ids.map((id) => id.slice(2)).join(" ");
const waitsOf = (asked: ReturnType<typeof admit>) =>
  asked.waits.map(({ id, reason, position }) => [id.slice(2), reason.key.slice("queue.waits.".length), position]);

describe("the limits", () => {
  it("let an idle pool's first through at once", () => {
    expect(admit([one("a", "hv1>hv2")], [], DEFAULT_QUEUE_LIMITS, NOW)).toEqual({ admitted: ["m_a"], waits: [] });
  });

  it("count the source, the destination and all, with host and number in the reason", () => {
    const work = [one("x", "hv3>hv2"), one("y", "hv4>hv2")];
    const { admitted, waits } = admit([one("a", "hv1>hv2")], work, limits(1, 2, 8), NOW);
    expect(admitted).toEqual([]);
    expect(waits[0]).toEqual({
      id: "m_a",
      position: 1,
      reason: { key: "queue.waits.destination-full", values: { host: "hv2", count: 2 } },
    });
    const source = admit([one("a", "hv3>hv1")], work, limits(1, 2, 8), NOW).waits[0]?.reason;
    expect(source).toEqual({ key: "queue.waits.source-full", values: { host: "hv3", count: 1 } });
    const all = admit([one("a", "hv5>hv6")], work, limits(1, 2, 2), NOW).waits[0]?.reason;
    expect(all).toEqual({ key: "queue.waits.all-full", values: { count: 2 } });
  });

  it("count a host that both sends and receives in each by itself", () => {
    const work = [one("x", "hv1>hv2")];
    expect(names(admit([one("a", "hv2>hv1"), one("b", "hv3>hv1")], work, limits(1, 2, 8), NOW).admitted)).toBe("a b");
  });

  it("count those that are let through in the same moment", () => {
    const waiting = [one("a", "hv1>hv2"), one("b", "hv1>hv3"), one("c", "hv3>hv2"), one("d", "hv4>hv2")];
    const asked = admit(waiting, [], limits(1, 2, 8), NOW);
    expect(names(asked.admitted)).toBe("a c");
    expect(waitsOf(asked)).toEqual([
      ["b", "source-full", 1],
      ["d", "destination-full", 2],
    ]);
  });

  it("that were lowered stop nothing that runs and say how many there are", () => {
    const work = [one("x", "hv3>hv2"), one("y", "hv4>hv2"), one("z", "hv5>hv2")];
    expect(admit([one("a", "hv1>hv2")], work, limits(1, 1, 8), NOW).waits[0]?.reason.values).toEqual({ host: "hv2", count: 3 });
  });

  it("do not hold up others behind one whose host is full", () => {
    const asked = admit([one("a", "hv1>hv2", { agoMin: 5 }), one("b", "hv3>hv4")], [one("x", "hv1>hv4")], limits(1, 2, 8), NOW);
    expect(names(asked.admitted)).toBe("b");
    expect(waitsOf(asked)).toEqual([["a", "source-full", 1]]);
  });
});

describe("the order", () => {
  const all = (...waiting: QueuedMigration[]) => names(inOrder(waiting, new Map(), NOW).map(({ id }) => id));

  it("is by priority, then by who came first", () => {
    const low = one("l", "hv1>hv2", { priority: "low", agoMin: 9 });
    const high = one("h", "hv1>hv2", { priority: "high" });
    expect(all(low, one("n2", "hv1>hv2", { agoMin: 1 }), one("n1", "hv1>hv2", { agoMin: 2 }), high)).toBe("h n1 n2 l");
  });

  it("lets people take turns", () => {
    const ann = ["a1", "a2", "a3"].map((name, index) => one(name, "hv1>hv2", { by: "ann", agoMin: 9 - index }));
    const bob = ["b1", "b2"].map((name, index) => one(name, "hv1>hv2", { by: "bob", agoMin: 2 - index }));
    expect(all(...ann, ...bob)).toBe("a1 b1 a2 b2 a3");
  });

  it("counts what a person has at work already", () => {
    const waiting = [one("a", "hv5>hv6", { by: "ann", agoMin: 5 }), one("b", "hv5>hv6", { by: "bob" })];
    expect(names(admit(waiting, [one("x", "hv1>hv2", { by: "ann" })], DEFAULT_QUEUE_LIMITS, NOW).admitted)).toBe("b");
  });

  it("raises one that waits, so that nothing that comes much later goes before it", () => {
    const low = one("l", "hv1>hv2", { priority: "low", agoMin: 30 });
    expect(all(low, one("h", "hv1>hv2", { priority: "high" }))).toBe("l h");
    const early = one("l", "hv1>hv2", { priority: "low", agoMin: 9 });
    expect(all(early, one("n", "hv1>hv2"))).toBe("n l");
    expect(
      all(one("l", "hv1>hv2", { priority: "low", agoMin: 500 }), one("h", "hv1>hv2", { priority: "high", agoMin: 400 })),
    ).toBe("l h");
  });

  it("lets a low one through although high ones keep coming", () => {
    let waiting = [one("low", "hv1>hv2", { priority: "low" })];
    for (let minute = 0; minute < 60; minute++) {
      const now = NOW + minute * MIN;
      const high = { ...one(`h${minute}`, "hv1>hv2", { priority: "high", by: `p${minute}` }), createdAtMs: now };
      const { admitted } = admit([...waiting, high], [], limits(1, 1, 8), now);
      waiting = [...waiting, high].filter(({ id }) => !admitted.includes(id));
      if (admitted.some((id) => id === "m_low")) return expect(minute).toBeLessThanOrEqual(30);
    }
    expect.unreachable("it starved");
  });
});

describe("one that waited for half an hour", () => {
  const long = one("long", "hv1>hv2", { agoMin: 31 });

  it("has the next place at each of its hosts kept, so that others cannot take them in turn", () => {
    // Its source is busy; its destination has one place, which somebody else would take.
    const work = [one("x", "hv1>hv3"), one("y", "hv4>hv2")];
    const asked = admit([long, one("b", "hv5>hv2")], work, limits(1, 2, 8), NOW);
    expect(asked.admitted).toEqual([]);
    expect(asked.waits[1]).toEqual({
      id: "m_b",
      position: 2,
      reason: { key: "queue.waits.kept", values: { host: "hv2", vm: "long" } },
    });
  });

  it("leaves the other places to others", () => {
    const asked = admit([long, one("b", "hv5>hv2"), one("c", "hv6>hv7")], [one("x", "hv1>hv3")], limits(1, 2, 8), NOW);
    expect(names(asked.admitted)).toBe("b c");
  });

  it("keeps a place in all", () => {
    const asked = admit([long, one("b", "hv5>hv6")], [one("x", "hv1>hv3")], limits(1, 2, 2), NOW);
    expect(asked.waits[1]?.reason).toEqual({ key: "queue.waits.kept-in-all", values: { vm: "long" } });
  });
});

describe("one that is not due", () => {
  it("waits for its time beside the others, and then goes", () => {
    const later = one("r", "hv1>hv2", { priority: "high", notBeforeMs: NOW + MIN });
    const asked = admit([later, one("a", "hv1>hv2")], [], limits(1, 2, 8), NOW);
    expect(names(asked.admitted)).toBe("a");
    expect(asked.waits).toEqual([
      { id: "m_r", position: null, reason: { key: "queue.waits.not-due", values: { atMs: NOW + MIN } } },
    ]);
    expect(names(admit([later], [], limits(1, 2, 8), NOW + MIN).admitted)).toBe("r");
  });

  it("begins to wait when it is due", () => {
    const due = one("r", "hv1>hv2", { priority: "low", agoMin: 300, notBeforeMs: NOW - MIN });
    expect(names(inOrder([due, one("a", "hv1>hv2")], new Map(), NOW).map(({ id }) => id))).toBe("a r");
  });
});
