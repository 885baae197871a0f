import type { Message } from "../../../lib/core/model/finding.ts";
import { editLines } from "../edit-lines.ts";
import type { FixHost } from "../host.ts";
import { knownHostsChange } from "../known-hosts.ts";
import type { PlannedStep, Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";
import { readSshClient, type SshClient } from "../ssh-client.ts";

/** Root on the source knows the destination by the pinned key, under the very name and port that its ssh uses, and by no other. */
export const trustHostKey: Planner<"trust-host-key"> = async (_action, { source, destination }) => {
  const trust = await planTrust(source, destination, await readSshClient(source, destination));
  if (trust.steps.length === 0) throw nothingToDo();
  return { ...trust, undo: "possible" };
};

/** The steps that trusting takes: none when the key is known already. Throws `conflict` for a key that is marked as revoked. */
export async function planTrust(
  source: FixHost,
  destination: FixHost,
  client: SshClient,
): Promise<{ readonly steps: readonly PlannedStep[]; readonly consequences: readonly Message[] }> {
  const { hostKey } = destination.snapshot.registration;
  const { knownAs: name, knownHostsFile: file } = client;
  // It ends with 1 when it finds nothing, and with 255 without a file.
  const found = await source.look(source.asRoot(["ssh-keygen", "-F", name, "-f", file]));
  const key = hostKey.publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
  const change = knownHostsChange(found.exitCode === 0 ? found.stdout : "", name, key);
  const values = { host: source.name, name, file, fingerprint: hostKey.fingerprint };
  if (change.kind === "revoked") throw refused({ key: "errors.fixes.key-revoked", values });
  if (change.kind === "as-wanted") return { steps: [], consequences: [] };
  const { remove, add, replaces } = change;
  return {
    steps: [
      {
        hostId: source.id,
        hostName: source.name,
        does: replaces ? { key: "fixes.does.replace-host-key", values } : { key: "fixes.does.trust-host-key", values },
        argv: source.asRoot(editLines(file, { remove, add })),
        undo: source.asRoot(editLines(file, { remove: add, add: remove })),
      },
    ],
    consequences: [
      replaces ? { key: "fixes.effect.host-key-replaced", values } : { key: "fixes.effect.host-key-trusted", values },
    ],
  };
}
