import type { Domain } from "../../../lib/core/model/domain.ts";
import type { MigrationOptions } from "../../../lib/core/model/options.ts";
import { isActive } from "../../../lib/core/preflight/context.ts";
import type { AgentReach } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** libvirt waits for the agent so long, s; a guest that is well answers within milliseconds. */
const AGENT_TIMEOUT_S = 2;

/** Whether a migration with these options is preceded by a ping: a live one of a guest that has the agent's channel and runs. */
export function asksAgent(domain: Domain, { mode }: MigrationOptions): boolean {
  return mode === "live" && isActive(domain) && domain.state !== "paused" && domain.needs?.hasAgentChannel === true;
}

/** Pings the guest agent. On a virsh of its own: one that waits for a hung guest must not hold up the held one, on which everything else goes. */
export async function probeGuestAgent(
  source: Remote,
  domain: Pick<Domain, "uuid">,
  now: () => number,
): Promise<FinishedProbe<AgentReach>> {
  const command = [
    "qemu-agent-command",
    "--domain",
    domain.uuid,
    "--timeout",
    String(AGENT_TIMEOUT_S),
    '{"execute":"guest-ping"}',
  ];
  const argv = ["virsh", "-q", "-c", "qemu:///system", ...command];
  const result = await source.exec(argv, (AGENT_TIMEOUT_S + 3) * 1000);
  const commands = [source.ran(argv)];
  if (result.connectionLost) return failedProbe(wordsOf(result), now(), commands);
  return { kind: "done", value: { answers: result.exitCode === 0, text: wordsOf(result) }, atMs: now(), commands };
}
