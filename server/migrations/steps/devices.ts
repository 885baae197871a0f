import { listMovableDevices } from "../../../lib/core/domain-xml/movable-devices.ts";
import { onDomain } from "../../../lib/core/migration/command.ts";
import type { MovableDevice } from "../../../lib/core/model/domain-xml.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { type CommandResult, succeeded } from "../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "../active.ts";
import { hostRemoved, virshOn } from "../run-command.ts";
import { abortWanted } from "../send-abort.ts";
import { type StepHandler, type StepOutcome, textOf } from "./handler.ts";
import { wordsOf } from "./root-script.ts";

/** libvirt itself waits for the guest for five seconds, then for the state lock. */
const CALL_TIMEOUT_MS = 40_000;
const READ_TIMEOUT_MS = 5_000;
/** A guest that does not give a device away in this time is busy with it, or does not listen to ACPI, ms. */
const GIVE_AWAY_MS = 30_000;
const LOOK_EVERY_MS = 400;
/** A guest that was still booting has missed the first request. */
const ASK_AGAIN_MS = 10_000;

/**
 * Takes a device out of the running domain on the source and waits until the guest has given it away: libvirt answers "sent" before that.
 * Undone by plugging in the same element again.
 */
export const detachDevice: StepHandler = {
  async run(active, step) {
    const key = textOf(step, "key");
    const startedAt = performance.now();
    for (let askedAt = Number.NEGATIVE_INFINITY; ; ) {
      const there = await isThere(active, "source", (device) => device.key === key);
      if (there === false) return { ok: true };
      const now = performance.now();
      if (abortWanted(active)) return { ok: false, words: "aborted while waiting for the guest to give the device away" };
      if (now - startedAt > GIVE_AWAY_MS) {
        return { ok: false, words: `the guest did not give ${key} away within ${GIVE_AWAY_MS / 1000} s` };
      }
      if (there && now - askedAt > ASK_AGAIN_MS) {
        const result = await plug(active, "source", "detach-device", textOf(step, "xml"));
        // Asked again while the first request still stands: "already in the process of unplug".
        if (!succeeded(result) && !/process of unplug/.test(result.stderr)) return { ok: false, words: wordsOf(result) };
        askedAt = performance.now();
        continue;
      }
      await active.wake.sleep(LOOK_EVERY_MS);
    }
  },
  undo: (active, step) => give(active, "source", step),
};

/** Gives the domain the equivalent device at the destination; its persistent definition has it from the migration itself. */
export const attachDevice: StepHandler = {
  run: (active, step) => give(active, "destination", step),
};

async function give(active: ActiveMigration, side: Side, step: MigrationStep): Promise<StepOutcome> {
  const xml = textOf(step, "xml");
  const [device] = listMovableDevices(`<domain><devices>${xml}</devices></domain>`);
  if (!device) throw new Error(`step ${step.id} has no device`);
  const there = await isThere(active, side, (other) => isSame(other, device));
  if (there) return { ok: true };
  if (there === null) return { ok: false, words: "libvirt does not say which devices the VM has" };
  const result = await plug(active, side, "attach-device", xml);
  return succeeded(result) ? { ok: true } : { ok: false, words: wordsOf(result) };
}

/**
 * Both parts of a failover pair have one MAC, but are of different kinds; a card on a network that hands out VFs is an `interface` where it is
 * plugged in and an `interface-hostdev` where it runs.
 */
function isSame(other: MovableDevice, device: MovableDevice): boolean {
  const base = (key: string) => key.replace(/#\d+$/, "");
  return base(other.key) === base(device.key) && (other.kind === device.kind || device.kind === "interface");
}

/** Null: libvirt gave no answer that can be read. The definition is not logged: it may hold a console's password. */
async function isThere(active: ActiveMigration, side: Side, wanted: (device: MovableDevice) => boolean): Promise<boolean | null> {
  const result = await virshOn(active, side, "dumpxml", [], { timeoutMs: READ_TIMEOUT_MS, logged: "quiet" });
  return succeeded(result) ? listMovableDevices(result.stdout).some(wanted) : null;
}

/** The element reaches virsh by stdin: nothing is left on the host. */
async function plug(
  active: ActiveMigration,
  side: Side,
  verb: "attach-device" | "detach-device",
  xml: string,
): Promise<CommandResult> {
  const argv = onDomain(verb, active.keeper.current().request.domainUuid, ["--file", "/dev/stdin", "--live"]);
  const result = (await linkOf(active, side)?.exec(argv, { timeoutMs: CALL_TIMEOUT_MS, stdin: xml })) ?? hostRemoved(argv);
  active.log.command(hostIdOf(active, side), result);
  return result;
}
