import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "./active.ts";
import { decideByEvidence } from "./evidence.ts";
import { launch } from "./launch.ts";
import { watch } from "./monitor.ts";
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
  | { readonly do: "settle"; readonly end: WorkEnd };

/**
 * Looks after one migration until it is settled or the server stops. `from`: "launch" for one that was just stored, "ask" for one whose
 * watcher was away. Whatever goes wrong on our side leads back to "ask": look at the hosts, never repeat the command.
 */
export async function supervise(active: ActiveMigration, from: "launch" | "ask"): Promise<void> {
  let next: Next | null = { do: from };
  while (next && !active.stopped) {
    try {
      next = await step(active, next);
    } catch (error) {
      active.deps.logger.error(
        { migrationId: active.id, err: error },
        "a step of a migration failed; looking at the hosts again",
      );
      await active.wake.sleep(ASK_AGAIN_MS);
      next = { do: "ask" };
    }
  }
  await active.log.flushed();
}

async function step(active: ActiveMigration, now: Next): Promise<Next | null> {
  switch (now.do) {
    case "launch":
      return begin(active);
    case "watch":
      return goOn(active);
    case "ask":
      return ask(active);
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
  return { do: "settle", end: { job: null, known: { code: "start-failed", words: launched.words } } };
}

async function goOn(active: ActiveMigration): Promise<Next | null> {
  const end = await watch(active);
  if (end.kind === "stopped") return null;
  if (end.kind === "ended") return { do: "settle", end: { job: end.job } };
  await detach(active);
  return { do: "ask" };
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
      if (active.keeper.current().state !== "running") {
        await active.keeper.apply({ type: "reattached", atMs: active.deps.now() });
        active.log.note({ key: "failures.notes.reattached", values: { host: hostNameOf(active, "source") } });
      }
      return { do: "watch" };
    }
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
