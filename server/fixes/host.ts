import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import { rootPrefix } from "../libvirt/root-prefix.ts";
import { VIRSH } from "../libvirt/virsh-routing.ts";
import { ServiceError } from "../service-error.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import type { FixParts } from "./parts.ts";
import { refused } from "./refuse.ts";

const LOOK_MS = 15_000;

/** One host, as an action plans on it. */
export interface FixHost {
  readonly id: HostId;
  readonly name: string;
  readonly snapshot: HostSnapshot;
  /** The login may run commands as root. */
  readonly mayBeRoot: boolean;
  /** The argv that runs as root. Throws `conflict` where the login may not. */
  asRoot(argv: readonly string[]): readonly string[];
  /** Runs an argv that changes nothing, and gives what it printed whatever its exit code was. Throws `host-offline` and `host-problem` when there is no answer. */
  look(argv: readonly string[], timeoutMs?: number): Promise<CommandResult>;
}

/** The host when commands can be run on it, even while its libvirt is away. Throws `not-found` and `host-offline`. */
export async function fixHost(parts: Pick<FixParts, "inventory" | "links">, hostId: HostId): Promise<FixHost> {
  const snapshot = parts.inventory.snapshot(hostId);
  const link = parts.links.get(hostId);
  if (!snapshot || !link) throw new ServiceError("not-found", { message: { key: "errors.fixes.unknown-host" } });
  const { name, user } = snapshot.registration;
  const { prefix, result } = await rootPrefix(link);
  if (prefix === undefined) throw offline(name, result);
  return {
    id: hostId,
    name,
    snapshot,
    mayBeRoot: prefix !== null,
    asRoot(argv) {
      if (prefix !== null) return [...prefix, ...argv];
      throw refused({ key: "errors.fixes.no-root", values: { host: name, user } }, result?.stderr.trim());
    },
    look: (argv, timeoutMs = LOOK_MS) => look(link, name, argv, timeoutMs),
  };
}

async function look(link: HostLink, name: string, argv: readonly string[], timeoutMs: number): Promise<CommandResult> {
  const result = await link.exec(argv, { timeoutMs });
  if (result.connectionLost) throw offline(name, result);
  if (!result.timedOut && !result.truncated) return result;
  throw new ServiceError("host-problem", {
    message: { key: "errors.fixes.no-answer", values: { host: name } },
    detail: `${result.command}\n${result.stderr}`.trim(),
  });
}

/** A host whose connection does not stand. */
export function offline(name: string, result: CommandResult | null = null): ServiceError {
  const detail = result?.stderr.trim() ?? "";
  const message = { key: "errors.fixes.host-offline", values: { host: name } };
  return new ServiceError("host-offline", { message, ...(detail === "" ? {} : { detail }) });
}

/** virsh on the host's own libvirt. Who may log in here may use it: no root is needed. */
export function virsh(...words: readonly string[]): readonly string[] {
  return [...VIRSH, ...words];
}

/** What it printed; throws `host-problem` with the host's words when it did not end well. */
export function mustHave(host: FixHost, result: CommandResult): string {
  if (result.exitCode === 0) return result.stdout;
  throw new ServiceError("host-problem", {
    message: { key: "errors.fixes.look-failed", values: { host: host.name } },
    detail: `${result.command}\n${result.stderr}`.trim().slice(0, 4_000),
  });
}
