import { onDomain, withoutConnect } from "../../../lib/core/migration/command.ts";
import type { HostSnapshot } from "../../../lib/core/model/host.ts";
import type { DomainUuid } from "../../../lib/core/model/ids.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { ActiveMigration, Side } from "../active.ts";
import { hostIdOf } from "../active.ts";
import { virshOn } from "../run-command.ts";
import { learn, optionalText, type StepHandler, type StepOutcome, textOf } from "./handler.ts";
import { wordsOf } from "./root-script.ts";

const TIMEOUT_MS = 8_000;

/**
 * Keeps QEMU's own threads (those that migrate among them) on other host CPUs than the guest's, while it runs. The pin is part of the running
 * domain's definition and travels with it (seen on libvirt 9.0: `<emulatorpin>` at the destination, not in the persistent definition), so that
 * it is put back on whichever host the domain ends up.
 */
export const pinEmulator: StepHandler = {
  async run(active, step) {
    const cpus = textOf(step, "cpus");
    let known = step;
    if (optionalText(step, "before") === null) {
      const before = await affinityOf(active, "source");
      if (!before.ok) return before;
      const source = active.deps.inventory.snapshot(hostIdOf(active, "source"));
      known = await learn(active, step, { before: before.cpus, everyCpu: before.cpus === everyCpu(source) });
    }
    const outcome = await pin(active, "source", cpus);
    return outcome.ok ? { ok: true, detail: `${textOf(known, "before")} → ${cpus}` } : outcome;
  },
  undo: (active, step) => putBack(active, "source", step),
};

/** At the destination, after the domain has arrived there with its pin. */
export const unpinEmulator: StepHandler = {
  async run(active) {
    const pinned = active.keeper.current().steps.find(({ kind }) => kind === "pin-emulator");
    if (!pinned) throw new Error("nothing was pinned that could be put back");
    return putBack(active, "destination", pinned);
  },
};

/** "r" is virsh's word for every CPU of that host: a domain that could use all of them shall do so on another host, too. */
async function putBack(active: ActiveMigration, side: Side, pinned: MigrationStep): Promise<StepOutcome> {
  const before = optionalText(pinned, "before");
  if (before === null) return { ok: true };
  const cpus = pinned.data.everyCpu === true ? "r" : before;
  const outcome = await pin(active, side, cpus);
  return outcome.ok ? { ok: true, detail: before } : outcome;
}

async function pin(active: ActiveMigration, side: Side, cpus: string): Promise<StepOutcome> {
  const result = await virshOn(active, side, "emulatorpin", ["--cpulist", cpus, "--live"], { timeoutMs: TIMEOUT_MS });
  return succeeded(result) ? { ok: true } : { ok: false, words: wordsOf(result) };
}

async function affinityOf(
  active: ActiveMigration,
  side: Side,
): Promise<{ readonly ok: true; readonly cpus: string } | Extract<StepOutcome, { ok: false }>> {
  const result = await virshOn(active, side, "emulatorpin", ["--live"], { timeoutMs: TIMEOUT_MS });
  const cpus = parseAffinity(result.stdout);
  return succeeded(result) && cpus !== null ? { ok: true, cpus } : { ok: false, words: wordsOf(result) };
}

/** The CPUs that QEMU's own threads are pinned to now, for the review; null = they may run on all, or it cannot be read. */
export async function emulatorCpusNow(
  link: Pick<HostLink, "virsh"> | undefined,
  uuid: DomainUuid,
  source: Pick<HostSnapshot, "facts">,
): Promise<string | null> {
  const args = withoutConnect(onDomain("emulatorpin", uuid, ["--live"]));
  const result = await link?.virsh(args, { timeoutMs: TIMEOUT_MS });
  const cpus = result && succeeded(result) ? parseAffinity(result.stdout) : null;
  return cpus === everyCpu(source) ? null : cpus;
}

/** From `virsh emulatorpin`: a table with one row, `*: 0-3`; with `-q` (libvirt 9.0) the CPUs alone. */
function parseAffinity(text: string): string | null {
  return /^\s*(?:\*:)?\s*(\d[\d,^-]*)\s*$/m.exec(text)?.[1] ?? null;
}

/** The host's CPUs as libvirt prints them when all are allowed; null when they are not known. */
function everyCpu(host: Pick<HostSnapshot, "facts"> | undefined): string | null {
  const cpu = host?.facts?.cpu;
  if (!cpu?.known || cpu.value.cpus < 1) return null;
  return cpu.value.cpus === 1 ? "0" : `0-${cpu.value.cpus - 1}`;
}
