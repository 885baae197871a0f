import type { HostSnapshot } from "../lib/core/model/host.ts";
import { createServerEvents } from "../server/events.ts";
import { createMatrix } from "../server/preflight/matrix.ts";
import { createProbeBook } from "../server/preflight/probe-book.ts";
import { createProbeRounds } from "../server/preflight/probe-rounds.ts";
import { createRunningCounter } from "../server/preflight/running-count.ts";
import { median } from "./parts/figures.ts";
import { fillBook } from "./parts/fill-book.ts";
import { fleetOf } from "./parts/fleet.ts";

/**
 * What the matrix of many VMs against many hosts costs the server, from facts at hand: in process, without a lab. Two states: every probe at
 * hand, and none. `first`: the first answer of a process; `cold`: every snapshot was just read anew, so that nothing is kept from the
 * answer before; `warm`: the same again. CPU time of the process (user and system), the answer's JSON apart. A server runs for months: what it
 * costs while the engine still compiles is shown as `first`, and a few answers more are not counted.
 */
const HOSTS = Number(process.env.HOSTS ?? 100);
const VMS = Number(process.env.VMS ?? 100);
const VMS_PER_HOST = Number(process.env.VMS_PER_HOST ?? 10);
const RUNS = Number(process.env.RUNS ?? 7);
const AIM_MS = 300;
const NOT_COUNTED = 4;

function setUp(withProbes: boolean) {
  let hosts = fleetOf(HOSTS, VMS_PER_HOST);
  // One VM of each host first, so that as many pairs of hosts as can be are asked for: the worst case.
  const domainUuids = Array.from({ length: VMS_PER_HOST }, (_, place) =>
    hosts.flatMap(({ domains }) => domains[place]?.uuid ?? []),
  )
    .flat()
    .slice(0, VMS);
  const now = Date.now;
  const book = createProbeBook(now);
  if (withProbes) fillBook(book, hosts, domainUuids, now());
  const inventory = {
    snapshots: () => hosts,
    snapshot: (id: string): HostSnapshot | undefined => hosts.find(({ registration }) => registration.id === id),
    refresh: () => Promise.reject(new Error("the bench reads no host")),
  };
  const never = () => new Promise<void>(() => undefined);
  const done = () => Promise.resolve();
  const rounds = createProbeRounds({
    inventory,
    now,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined },
    probePair: withProbes ? done : never,
    probeDomains: withProbes ? done : never,
    hasFailed: () => false,
    onEnd: () => undefined,
  });
  const matrix = createMatrix({
    inventory,
    now,
    book,
    rounds,
    running: createRunningCounter(createServerEvents()),
    figures: { dirtyRate: () => null, link: () => null },
  });
  return {
    ask: () => matrix({ domainUuids }),
    /** As after a poll of the inventory. */
    readAgain() {
      hosts = structuredClone(hosts) as typeof hosts;
    },
  };
}

async function cpuOf<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, value };
}

process.stdout.write(`${VMS} VMs x ${HOSTS} hosts (${VMS_PER_HOST} VMs on each), server CPU in ms, aim < ${AIM_MS}\n`);
let missed = false;
for (const withProbes of [true, false]) {
  const { ask, readAgain } = setUp(withProbes);
  const first = await cpuOf(ask);
  const cold: number[] = [];
  const warm: number[] = [];
  for (let run = -NOT_COUNTED; run < RUNS; run += 1) {
    readAgain();
    const [anew, again] = [await cpuOf(ask), await cpuOf(ask)];
    if (run < 0) continue;
    cold.push(anew.ms);
    warm.push(again.ms);
  }
  const json = await cpuOf(async () => JSON.stringify(first.value));
  const verdicts = Object.entries(Object.groupBy(first.value, ({ verdict }) => verdict)).map(
    ([verdict, some]) => `${some?.length} ${verdict}`,
  );
  const [coldMs, warmMs] = [median(cold), median(warm)];
  if (coldMs >= AIM_MS) missed = true;
  process.stdout.write(
    `${withProbes ? "all probes at hand" : "no probe at hand  "}  first ${first.ms.toFixed(0)}  cold ${coldMs.toFixed(0)} (${cold.map((ms) => ms.toFixed(0)).join(" ")})  warm ${warmMs.toFixed(0)}` +
      `  JSON ${(json.value.length / 1_048_576).toFixed(1)} MiB in ${json.ms.toFixed(0)} ms  ${first.value.length} cells: ${verdicts.join(", ")}, ${first.value.filter(({ pending }) => pending).length} pending\n`,
  );
}
process.exit(missed ? 1 : 0);
