import type { HostLink } from "../../libvirt/host-link.ts";
import { virshErrorText } from "../../libvirt/virsh-error.ts";
import { succeeded } from "../../ssh/command-result.ts";

/** What a command printed, or why there is nothing. */
export type Answer =
  | { readonly ok: true; readonly text: string }
  /** `lost`: no answer at all (connection or deadline), so nothing is known; else the command itself said no. */
  | { readonly ok: false; readonly reason: string; readonly lost: boolean };

const DEFAULT_TIMEOUT_MS = 10_000;

/** Runs one virsh command. Never rejects for what the host does. */
export async function askVirsh(link: HostLink, args: readonly string[], timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Answer> {
  const result = await link.virsh(args, { timeoutMs });
  if (succeeded(result)) return { ok: true, text: result.stdout };
  const lost = result.timedOut || result.connectionLost;
  const words = virshErrorText(result.stderr);
  const reason = result.truncated
    ? "the answer was too long"
    : words || (result.timedOut ? `virsh ${args[0]} did not answer in time` : `virsh ${args[0]} failed`);
  return { ok: false, reason: reason.slice(0, 500), lost };
}
