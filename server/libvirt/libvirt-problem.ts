import type { HostProblemCode } from "../../lib/core/model/host.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { virshErrorText } from "./virsh-error.ts";

export interface LibvirtProblem {
  readonly code: HostProblemCode;
  readonly detail: string;
}

/** What is looked at of a virsh that was to reach qemu:///system. */
export type VirshOutcome = Pick<CommandResult, "exitCode" | "stdout" | "stderr" | "timedOut" | "connectionLost">;

/** libvirt's and polkit's words, as printed with LC_ALL=C, and which problem each means; the first match decides. */
const BY_WORDS: readonly (readonly [RegExp, HostProblemCode])[] = [
  [/virsh['’]?: (command )?not found|virsh['’]?: No such file or directory/i, "virsh-missing"],
  [/no connection driver available/i, "qemu-missing"],
  [/no polkit agent|authentication (unavailable|failed|cancelled)|access denied|permission denied/i, "libvirt-denied"],
  [
    /Failed to connect socket|Connection refused|Connection reset|Cannot recv data|End of file while reading data/i,
    "libvirt-down",
  ],
  [/keepalive timeout|client socket is closed|failed to connect to the hypervisor|invalid connection pointer/i, "libvirt-down"],
];

/** Why libvirt on the host cannot be used, or null when virsh worked. Pure. */
export function libvirtProblem(outcome: VirshOutcome): LibvirtProblem | null {
  if (outcome.exitCode === 0) return null;
  const detail = virshErrorText(outcome.stderr) || virshErrorText(outcome.stdout);
  if (outcome.connectionLost) return { code: "connection-lost", detail };
  if (outcome.timedOut) return { code: "libvirt-down", detail: detail || "libvirt did not answer in time" };
  const known = BY_WORDS.find(([words]) => words.test(outcome.stderr));
  if (known) return { code: known[1], detail };
  if (outcome.exitCode === 127) return { code: "virsh-missing", detail };
  return { code: "unexpected-output", detail };
}
