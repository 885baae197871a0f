import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { drawRounds } from "./soak/draw.ts";
import { type Figures, takeFigures } from "./soak/figures.ts";
import { judgeGrowth } from "./soak/growth.ts";
import { faultTable, growthTable, lineOf, restLine, tally } from "./soak/report.ts";
import { type Done, runRound } from "./soak/run-round.ts";
import { startSoakServer } from "./soak/server.ts";
import { startAfresh } from "./soak/surroundings.ts";
import { type AtRest, Watch } from "./soak/watch.ts";

/**
 * Migrations back and forth over the lab with random faults, one after another and some at once, by the real server. After each a checker that knows
 * nothing of it looks at the VM; now and then what the server and the hosts hold is counted. In the last quarter the server is killed, too.
 * `--count N` migrations, `--seed N`, `--minutes N` at most, `--only WORDS`: nothing but faults of this name, `--from N`: begin with this round.
 * Exit code 1 when anything was wrong.
 */
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    minutes: { type: "string", default: "60" },
    only: { type: "string" },
    from: { type: "string", default: "1" },
  },
});
const seed = Number(values.seed);
const count = Number(values.count);
const FIGURES_EVERY = 10;
/** The first ones load code, fill caches and make the heap as big as the work needs it: they are not compared. */
const WARM_UP = 20;
const QUIET_MS = 3_000;

console.log(`seed ${seed}, ${count} migrations`);
await startAfresh();
const virtferry = await startSoakServer();
const began = performance.now();
const done: (Done & { readonly fault: string })[] = [];
const atRest: AtRest[] = [];
const watch = new Watch();
const readings: { readonly figures: Figures; readonly isLastPart: boolean; readonly after: number }[] = [];
const broken: string[] = [];

const read = async (isLastPart: boolean) => {
  await sleep(QUIET_MS);
  const figures = await takeFigures(virtferry);
  readings.push({ figures, isLastPart, after: done.length });
  const { "RSS MiB": rss, "heap MiB": heap, "file descriptors": fds, sockets, "ssh sessions on hosts": ssh } = figures;
  console.log(
    `  figures after ${done.length}: RSS ${rss.toFixed(0)} MiB, heap ${heap.toFixed(1)} MiB, ${fds} descriptors, ${sockets} sockets, ${ssh} sshd, ${figures["job folders on hosts"]} job folders`,
  );
};

const noteAtRest = (found: readonly AtRest[]) => {
  atRest.push(...found);
  for (const one of found) console.log(restLine(one));
};

const lookBefore = async (guests: readonly string[]) => {
  const found = await watch.lookBefore(guests);
  noteAtRest(found);
  if (found.length === 0) return;
  await startAfresh();
  watch.forget();
};

let isStopping = false;
// Ends after the round: a server that is killed here would leave its database behind.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    isStopping = true;
  });

try {
  for (const round of drawRounds(seed, count, values.only)) {
    if (round.index < Number(values.from)) continue;
    if (isStopping || (performance.now() - began) / 60_000 > Number(values.minutes)) break;
    const before = done.length;
    try {
      await lookBefore(round.moves.map(({ guest }) => guest));
      const ended = await runRound(virtferry, round, watch);
      done.push(...ended.map((one) => ({ ...one, fault: round.fault.name })));
      for (const one of ended) console.log(lineOf(round, one));
    } catch (error) {
      broken.push(`round ${round.index}: ${error instanceof Error ? error.message : String(error)}`);
      console.log(`#${round.index} ${round.fault.name}: COULD NOT BE CARRIED OUT: ${broken.at(-1)}`);
      await startAfresh();
      watch.forget();
    }
    if (Math.floor(done.length / FIGURES_EVERY) > Math.floor(before / FIGURES_EVERY)) await read(round.isLastPart);
  }
  noteAtRest(await watch.lookAtAll());
} finally {
  await virtferry.end();
  await startAfresh();
}

const growth = judgeGrowth(
  readings.filter(({ isLastPart, after }) => !isLastPart && after >= WARM_UP).map(({ figures }) => figures),
);
const violations = [...done, ...atRest].flatMap(({ violations }) => violations);
const harmed = [...done, ...atRest].flatMap(({ harmed }) => harmed ?? []);
const grown = growth.filter(({ hasGrown }) => hasGrown).map(({ name }) => name);
console.log(`\n${tally(done)}\n\n${faultTable(done)}\n\n${growthTable(growth, readings.at(-1)?.figures)}\n`);
for (const one of broken) console.log(`not carried out: ${one}`);
console.log(`harmed by QEMU's TCG bug: ${harmed.length}`);
for (const evidence of harmed) console.log(`  ${evidence}`);
console.log(
  `seed ${seed}: ${done.length} migrations in ${((performance.now() - began) / 60_000).toFixed(1)} min, ${violations.length} violations, ` +
    `${done.filter(({ needsPerson }) => needsPerson).length} left for a person, ${broken.length} rounds not carried out, grown: ${grown.join(", ") || "nothing"}`,
);
process.exitCode = violations.length + grown.length + broken.length > 0 ? 1 : 0;
