import { describe, expect, it } from "vitest";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { DirtyFigure, LinkFigures } from "../../lib/core/model/prediction.ts";
import { done, labContext } from "../../lib/core/preflight/test-support/lab.ts";
import { createServerEvents } from "../events.ts";
import { createMatrix } from "./matrix.ts";
import { createProbeBook, jobKey, KEEP_MS, pairKey } from "./probe-book.ts";
import { createRunningCounter } from "./running-count.ts";

const START_MS = 1_000_000;
const CALM = { job: null, operation: null, blockJobs: [], checkpoints: 0 };

/** Two hosts that fit and web01 on the first of them, its job known and ssh tried. */
function setUp() {
  const { domain, source, destination, probes } = labContext();
  let hosts: readonly HostSnapshot[] = [{ ...source, domains: [domain] }, destination];
  let nowMs = START_MS;
  const now = () => nowMs;
  const book = createProbeBook(now);
  const [from, to] = [source.registration.id, destination.registration.id];
  const at = <T>(value: T) => ({ ...done(value), atMs: nowMs });
  book.jobs.put(jobKey(from, domain), nowMs, at(CALM));
  if (probes.ssh.kind === "done") book.ssh.put(pairKey(from, to), nowMs, at(probes.ssh.value));
  const figures: { dirtyRate: DirtyFigure | null; link: LinkFigures | null } = { dirtyRate: null, link: null };
  const events = createServerEvents();
  const matrix = createMatrix({
    inventory: {
      // As the inventory does: wrapped anew at each look.
      snapshots: () => hosts.map((host) => ({ ...host })),
      snapshot: (id) => hosts.find(({ registration }) => registration.id === id),
      refresh: () => Promise.reject(new Error("nothing is read here")),
    },
    now,
    book,
    rounds: { want: () => undefined, forgetHost: () => undefined },
    running: createRunningCounter(events),
    figures: { dirtyRate: () => figures.dirtyRate && { ...figures.dirtyRate }, link: () => figures.link },
  });
  return {
    ...{ domain, from, to, book, at, events, figures },
    async ask() {
      const cell = (await matrix({ domainUuids: [domain.uuid] })).find(({ isSource }) => !isSource);
      if (!cell) throw new Error("web01 could go to hv2");
      return cell;
    },
    verdictOf: (cell: Awaited<ReturnType<typeof matrix>>[number], ruleId: string) =>
      cell.troubles.find((one) => one.ruleId === ruleId)?.verdict ?? "well",
    change(which: 0 | 1, differs: Partial<HostSnapshot>) {
      hosts = hosts.map((host, index) => (index === which ? { ...host, ...differs } : host));
    },
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

describe("what the matrix answered before", () => {
  it("stands while nothing changes", async () => {
    const { ask } = setUp();
    expect(await ask()).toBe(await ask());
  });

  it("is judged anew when a host was read anew", async () => {
    const { ask, change, verdictOf } = setUp();
    expect(verdictOf(await ask(), "path.destination-online")).toBe("well");
    change(1, { state: "unreachable" });
    expect(verdictOf(await ask(), "path.destination-online")).toBe("block");
    change(1, { state: "online" });
    expect(verdictOf(await ask(), "path.destination-online")).toBe("well");
    change(1, { observedAtMs: 7 });
    expect((await ask()).observedAtMs).toBe(7);
  });

  it("is judged anew when the VM changed", async () => {
    const { ask, change, domain, verdictOf } = setUp();
    const before = verdictOf(await ask(), "storage.snapshots");
    change(0, { domains: [{ ...domain, snapshotCount: 3 }] });
    expect(verdictOf(await ask(), "storage.snapshots")).not.toBe(before);
  });

  it.each(["pair", "source"] as const)("is judged anew when a probe of the %s has ended", async (which) => {
    const { ask, book, from, to, domain, at, verdictOf } = setUp();
    const ruleId = which === "pair" ? "path.ssh" : "identity.job";
    expect(verdictOf(await ask(), ruleId)).toBe("well");
    if (which === "pair") book.ssh.put(pairKey(from, to), START_MS, at({ outcome: "denied", text: "", knownKeys: [] }));
    else book.jobs.put(jobKey(from, domain), START_MS, at({ ...CALM, job: "Unbounded", operation: "Backup" }));
    expect(verdictOf(await ask(), ruleId)).toBe("block");
  });

  it("stands when only a probe of other hosts has ended", async () => {
    const { ask, book, at } = setUp();
    const before = await ask();
    book.ssh.put(pairKey(hostId("h_x"), hostId("h_y")), START_MS, at({ outcome: "denied", text: "", knownKeys: [] }));
    expect(await ask()).toBe(before);
  });

  it("is judged anew when a probe is forgotten, and when it is too old to be shown", async () => {
    const { ask, book, to, verdictOf, pass, from, at } = setUp();
    expect(verdictOf(await ask(), "path.ssh")).toBe("well");
    book.forgetHost(to);
    expect(verdictOf(await ask(), "path.ssh")).toBe("unknown");
    book.ssh.put(pairKey(from, to), START_MS, at({ outcome: "denied", text: "", knownKeys: [] }));
    expect(verdictOf(await ask(), "path.ssh")).toBe("block");
    pass(KEEP_MS);
    expect(verdictOf(await ask(), "path.ssh")).toBe("block");
    pass(1);
    expect(await ask()).toMatchObject({ pending: true });
    expect(verdictOf(await ask(), "path.ssh")).toBe("unknown");
  });

  it("is judged anew when a migration of another VM starts there, and when it has ended", async () => {
    const { ask, events, from, to } = setUp();
    const before = await ask();
    const request = { domainUuid: "other", sourceHostId: from, destinationHostId: to };
    const tell = (endedAtMs: number | null) =>
      events.emit("migration:state", { id: "m_1", endedAtMs, request, queue: { admittedAtMs: 1 } } as unknown as MigrationRecord);
    tell(null);
    const during = await ask();
    expect(during).not.toBe(before);
    tell(5);
    expect(await ask()).not.toBe(during);
  });

  it("is judged anew when a dirty rate or a link's figure is noted", async () => {
    const { ask, figures, from, to, verdictOf } = setUp();
    const measured = (bytesPerSec: number) =>
      ({
        sourceHostId: from,
        destinationHostId: to,
        measured: { bytesPerSec, atMs: 1 },
        learned: null,
      }) as unknown as LinkFigures;
    expect((await ask()).linkBytesPerSec).toBeNull();
    figures.link = measured(100_000_000);
    expect((await ask()).linkBytesPerSec).toBe(100_000_000);
    expect(verdictOf(await ask(), "memory.dirty-rate")).toBe("well");
    figures.dirtyRate = {
      ...{ value: 900_000_000, origin: "measured", atMs: 1 },
      workingSetBytes: 800_000_000,
      busyShare: 1,
    } as unknown as DirtyFigure;
    expect(verdictOf(await ask(), "memory.dirty-rate")).toBe("warn");
    const before = await ask();
    expect(await ask()).toBe(before);
  });
});
