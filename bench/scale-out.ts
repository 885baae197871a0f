import { parseArgs } from "node:util";
import { proveScaleOut } from "../e2e/scale-out/prove.ts";
import { median } from "./parts/figures.ts";

/**
 * Two servers on one PostgreSQL, one of them killed with -9 every few seconds, and migrations that must each end once, in the right place, with a true
 * report. `--count N` (30), `--seed N`, `--kills N` at most, `--queued`: as many VMs, and all in the queue before the first one has ended. Exit code 1 when anything was wrong.
 */
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "30" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    queued: { type: "boolean", default: false },
    kills: { type: "string", default: "1000" },
  },
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const began = performance.now();
const proof = await proveScaleOut(values.queued ? "all-at-once" : "back-and-forth", {
  seed,
  migrations: Number(values.count),
  killEveryS: [4, 9],
  kills: Number(values.kills),
  say: console.log,
});
const { takeoversMs, heard } = proof;
const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
console.log(`
${proof.ended.length} migrations in ${inSeconds(performance.now() - began)}, ${proof.kills} processes killed, ${proof.virshRuns} times virsh migrate on the hosts
taken over: ${takeoversMs.length}, median ${inSeconds(median(takeoversMs))}, slowest ${inSeconds(Math.max(0, ...takeoversMs))}
ends heard by sockets: ${heard.yes} of ${heard.of}, slowest ${heard.slowestMs} ms
at work at once: at most ${proof.mostAtWork}; waiting: at most ${proof.mostWaiting}; ${proof.looks} looks into the database`);
console.log(`harmed by QEMU's TCG bug: ${proof.harmed.length}`);
for (const evidence of proof.harmed) console.log(`  ${evidence}`);
for (const words of proof.violations) console.log(`VIOLATION: ${words}`);
console.log(`seed ${seed}: ${proof.violations.length} violations`);
process.exitCode = proof.violations.length > 0 ? 1 : 0;
