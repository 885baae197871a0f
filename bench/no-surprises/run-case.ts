import { labFault } from "../../lab/client.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { LabRig } from "../../server/migrations/test-support/lab-rig.ts";
import { ServiceError } from "../../server/service-error.ts";
import { type Answer, ask, refusalOf } from "./ask.ts";
import type { Case } from "./draw.ts";
import type { Attempt, CaseResult } from "./outcome.ts";
import { commandByHand, prepareByHand, runPlainVirsh, withUnsafe } from "./plain-virsh.ts";
import { clearUp, type Scene, setScene, startAfresh } from "./surroundings.ts";
import { runThroughProduct } from "./through-product.ts";
import { CANNOT_START, firstLine, lookWhetherAt, type Wanted } from "./truth.ts";

/** The product as it is, and one whose preflight says yes to everything: for blocked moves that no single virsh command does. */
export interface Rigs {
  readonly real: LabRig;
  readonly bold: () => Promise<LabRig>;
}

/**
 * One case from scene to scene: trouble is made, preflight is asked, and what it said is put to the test: a pass by the product itself, a
 * block by plain virsh (or, in modes that have no virsh command, by the product's own steps without its preflight). Leaves the lab fit for the next case.
 */
export async function runCase(rigs: Rigs, one: Case): Promise<CaseResult> {
  const begun = performance.now();
  const scene = await setScene(one);
  let isClean = false;
  try {
    await makeTrouble(one, scene);
    const request = await rigs.real.request(one.move.guest, scene.to, one.move.options);
    const answer = await ask(rigs.real, request, one.trouble.isDead === true);
    const { said, rules, attempt } = await tryOut(rigs, one, scene, request, answer);
    // What was forced through may have left two versions of a disk.
    isClean = attempt.isUntouched || (said !== "blocked" && attempt.happened === "succeeded");
    const what = `${one.move.guest} ${scene.from}→${scene.to}, ${one.move.name}; trouble: ${one.trouble.name}`;
    const seconds = (performance.now() - begun) / 1000;
    return {
      index: one.index,
      what,
      said,
      rules,
      warned: answer.warned,
      happened: attempt.happened,
      words: attempt.words,
      seconds,
    };
  } finally {
    const isHealed = await heal(scene).then(
      () => true,
      () => false,
    );
    if (isClean && isHealed) await clearUp(one, scene);
    else await startAfresh();
  }
}

async function makeTrouble({ trouble, move }: Case, { from, to }: Scene): Promise<void> {
  await labFault(trouble.make(from, to, move.guest));
}

async function heal({ from, to }: Scene): Promise<void> {
  for (const host of [from, to]) await labFault({ kind: "heal", host });
}

interface Tried extends Pick<Answer, "said" | "rules"> {
  readonly attempt: Attempt;
}

async function tryOut(rigs: Rigs, one: Case, scene: Scene, request: MigrationRequest, answer: Answer): Promise<Tried> {
  const { plan, said, rules } = answer;
  if (said !== "blocked" && plan) {
    try {
      const words = await runThroughProduct(rigs.real, request, plan);
      return { said, rules, attempt: await judge(one, scene, words) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // It changed its mind at the last look: as good as a block.
      const refused = { said: "blocked", rules: [refusalOf(error)], warned: answer.warned, plan } as const;
      return { ...refused, attempt: await tryBlocked(rigs, one, scene, request, refused) };
    }
  }
  return { said, rules, attempt: await tryBlocked(rigs, one, scene, request, answer) };
}

async function tryBlocked(rigs: Rigs, one: Case, scene: Scene, request: MigrationRequest, answer: Answer): Promise<Attempt> {
  const { plan } = answer;
  if (plan && (plan.commands.length === 0 || copiesFilesToo(one))) {
    const attempt = await tryBoldly(await rigs.bold(), one, scene);
    if (attempt) return attempt;
  }
  const argv = plan?.commands[0]?.argv ?? (await commandByHand(request, scene.to));
  if (!argv) return { happened: "not-tried", words: "no virsh command does this", isUntouched: true };
  await prepareByHand(scene.to, plan?.steps ?? []);
  const attempt = await tryPlainly(one, scene, argv);
  const unsafe = withUnsafe(argv);
  if (!/Unsafe migration/.test(attempt.words) || !unsafe) return attempt;
  const again = await tryPlainly(one, scene, unsafe);
  return again.happened === "succeeded" ? { ...again, happened: "unsafe-only" } : again;
}

/** The closing connection often hides the cause. When nothing has happened, it is asked again until it is told. */
async function tryPlainly(one: Case, scene: Scene, argv: readonly string[]): Promise<Attempt> {
  for (let tries = 1; ; tries++) {
    const attempt = await judge(one, scene, await runPlainVirsh(scene.from, scene.guest.uuid, argv));
    if (tries === 4 || !HIDDEN_CAUSE.test(attempt.words) || !attempt.isUntouched) return attempt;
  }
}

const HIDDEN_CAUSE = /^End of file while reading data: : /;

/** Files are copied beside the one command. */
function copiesFilesToo({ move: { options } }: Case): boolean {
  return options.mode === "offline" && (options.copiedDisks ?? []).length > 0;
}

/** By the product's own steps, with a preflight that says yes. Null when it refuses all the same. */
async function tryBoldly(bold: LabRig, one: Case, scene: Scene): Promise<Attempt | null> {
  try {
    const request = await bold.request(one.move.guest, scene.to, one.move.options);
    return await judge(one, scene, await runThroughProduct(bold, request, { toAcknowledge: [] }));
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

async function judge(one: Case, scene: Scene, words: string): Promise<Attempt> {
  const wrong = words === "" ? await lookWhetherAt(wantedOf(one, scene)) : "";
  if (words === "" && wrong === "") return { happened: "succeeded", words: "", isUntouched: false };
  if (words === "") {
    const happened = wrong.startsWith(CANNOT_START) ? "cannot-start" : "harmed";
    return { happened, words: wrong, isUntouched: false };
  }
  const stayed = await lookWhetherAt({
    atAGlance: true,
    guest: one.move.guest,
    host: scene.from,
    state: one.move.isRunning ? "running" : "shut off",
  });
  return {
    happened: "failed",
    words: firstLine(stayed === "" ? words : `${words} [after it: ${stayed}]`),
    isUntouched: stayed === "",
  };
}

function wantedOf({ move }: Case, { guest, from, to }: Scene): Wanted {
  const { options, isRunning } = move;
  if (options.newUuid) {
    const disks = Object.fromEntries((options.diskPaths ?? []).map(({ target, path }) => [target, path]));
    return { guest: guest.key, host: from, state: "shut off", clone: { name: options.destinationName ?? "", at: to, disks } };
  }
  const state = !isRunning ? "shut off" : options.suspendAtDestination ? "paused" : "running";
  return { guest: guest.key, host: to, state };
}
