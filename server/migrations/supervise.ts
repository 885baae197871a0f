import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "./active.ts";
import { superviseCold } from "./cold/supervise-cold.ts";
import { decideByEvidence } from "./evidence.ts";
import { launch } from "./launch.ts";
import { watch } from "./monitor.ts";
import { stayWithBroken } from "./post-copy/broken.ts";
import type { PostCopyTrouble } from "./post-copy/look.ts";
import { lookAtRemoteJob } from "./remote-job.ts";
import { abortWanted } from "./send-abort.ts";
import { settle, type WorkEnd } from "./settle.ts";

/** How long to wait between two tries to find out what has become of it, ms. */
const ASK_AGAIN_MS = 3_000;
/** "It never began" is said only when a second look, so much later, says the same, ms. */
const SECOND_LOOK_MS = 1_000;

type Next =
  | { readonly do: "launch" }
  | { readonly do: "watch" }
  | { readonly do: "ask" }
  | { readonly do: "stay-with-broken"; readonly trouble: PostCopyTrouble }
  | { readonly do: "settle"; readonly end: WorkEnd };

/**
 * Looks after one migration (a live one here, the others in ./cold) until it is settled or the server stops. `from`: "launch" for one that was just stored, "ask" for one whose
 * watcher was away. Whatever goes wrong on our side leads back to "ask": look at the hosts, never repeat the command.
 */
export async function supervise(active: ActiveMigration, from: "launch" | "ask"): Promise<void> {
  if (active.keeper.current().request.options.mode !== "live") return superviseCold(active);
  let next: Next | null = { do: from };
  try {
    while (next && !active.stopped) next = await stepOrAsk(active, next);
  } finally {
    active.listening?.stop();
    await active.ping?.stop();
    active.judged.resolve();
    await active.log.flushed();
  }
}

async function stepOrAsk(active: ActiveMigration, now: Next): Promise<Next | null> {
  try {
    return await step(active, now);
  } catch (error) {
    active.deps.logger.error({ migrationId: active.id, err: error }, "a step of a migration failed; looking at the hosts again");
    await active.wake.sleep(ASK_AGAIN_MS);
    return { do: "ask" };
  }
}

async function step(active: ActiveMigration, now: Next): Promise<Next | null> {
  switch (now.do) {
    case "launch":
      return begin(active);
    case "watch":
      return goOn(active);
    case "ask":
      return ask(active);
    case "stay-with-broken":
      return stay(active, now.trouble);
    case "settle":
      return close(active, now.end);
  }
}

async function begin(active: ActiveMigration): Promise<Next> {
  if (abortWanted(active)) {
    active.log.note({ key: "failures.notes.abort-before-start" });
    return { do: "settle", end: { job: null } };
  }
  await active.keeper.apply({ type: "submitted", atMs: active.deps.now() });
  const launched = await launch(active);
  if (launched.kind === "started") return { do: "watch" };
  if (launched.kind === "unknown") return { do: "ask" };
  if (launched.kind === "aborted") {
    active.log.note({ key: "failures.notes.abort-before-start" });
    return { do: "settle", end: { job: null } };
  }
  return { do: "settle", end: { job: null, known: { code: launched.code, words: launched.words } } };
}

async function goOn(active: ActiveMigration): Promise<Next | null> {
  const end = await watch(active);
  switch (end.kind) {
    case "stopped":
      return null;
    case "ended":
      return { do: "settle", end: { job: end.job } };
    case "post-copy-broken":
      return { do: "stay-with-broken", trouble: end.trouble };
    case "detached":
      await detach(active);
      return { do: "ask" };
  }
}

async function stay(active: ActiveMigration, trouble: PostCopyTrouble): Promise<Next | null> {
  const end = await stayWithBroken(active, trouble);
  switch (end) {
    case "stopped":
      return null;
    case "watch":
      return { do: "watch" };
    case "settle":
      return { do: "settle", end: { job: await lookAtRemoteJob(active) } };
    case "detached":
      await detach(active);
      return { do: "ask" };
  }
}

async function ask(active: ActiveMigration): Promise<Next> {
  const next = await askHosts(active);
  active.judged.resolve();
  return next;
}

async function askHosts(active: ActiveMigration): Promise<Next> {
  const decision = await decideByEvidence(active);
  switch (decision) {
    case "watch": {
      const { state } = active.keeper.current();
      // A post-copy that was broken when nobody watched may only look whole: whoever stays with it sees whether memory flows.
      if (state === "post-copy-broken") return { do: "stay-with-broken", trouble: "stalled" };
      if (state !== "running") {
        await active.keeper.apply({ type: "reattached", atMs: active.deps.now() });
        active.log.note({ key: "failures.notes.reattached", values: { host: hostNameOf(active, "source") } });
      }
      return { do: "watch" };
    }
    case "post-copy-broken":
      return { do: "stay-with-broken", trouble: "failed" };
    case "settle":
      return { do: "settle", end: { job: await lookAtRemoteJob(active) } };
    case "not-started": {
      await active.wake.sleep(SECOND_LOOK_MS);
      if ((await decideByEvidence(active)) !== "not-started") return { do: "ask" };
      const known = abortWanted(active) ? {} : { known: { code: "not-started", words: "" } as const };
      return { do: "settle", end: { job: null, ...known } };
    }
    case "detached": {
      await detach(active);
      active.judged.resolve();
      await active.wake.sleep(ASK_AGAIN_MS);
      return { do: "ask" };
    }
  }
}

async function close(active: ActiveMigration, end: WorkEnd): Promise<Next | null> {
  switch (await settle(active, end)) {
    case "settled":
    case "stopped":
      return null;
    case "post-copy-broken":
      return { do: "stay-with-broken", trouble: "failed" };
    case "in-progress":
    case "silent":
      await active.wake.sleep(ASK_AGAIN_MS);
      return { do: "ask" };
  }
}

async function detach(active: ActiveMigration): Promise<void> {
  const { keeper, deps } = active;
  const side =
    linkOf(active, "source")?.state().kind === "up" && keeper.current().phase === "verifying" ? "destination" : "source";
  const values = { host: hostNameOf(active, side) };
  if (keeper.current().state !== "detached") active.log.note({ key: "failures.notes.detached", values }, hostIdOf(active, side));
  await keeper.apply({
    type: "detached",
    atMs: deps.now(),
    attention: { key: `failures.attention.${side}-unreachable`, values },
  });
}
