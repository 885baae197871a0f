import { migrationAddress } from "../../../lib/core/migration/destination-uri.ts";
import { scriptArgv } from "../../libvirt/script-argv.ts";
import { authorisation, publicKeyOf } from "../authorized-keys.ts";
import { editLines } from "../edit-lines.ts";
import { type FixHost, mustHave } from "../host.ts";
import { KNOWN_LATER, type PlannedStep, type Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";
import { readSshClient, type SshClient } from "../ssh-client.ts";
import { planTrust } from "./trust-host-key.ts";

/** Public halves of those keys ($1..) that need no passphrase, as libvirt's ssh has nobody to ask; last whether the key that we would make is in the way. */
const READ_KEYS = `
for file; do ssh-keygen -y -P "" -f "$file" </dev/null 2>/dev/null; done
if [ -e "$file" ] || [ -L "$file" ]; then echo taken; fi
exit 0
`;
const MAKE_KEY = 'ssh-keygen -q -t ed25519 -N "" -C "$1" -f "$2" </dev/null && cat -- "$2.pub"';
const READ_AUTHORISED = 'printf "%s\\n" "$HOME"; cat -- "$HOME/.ssh/authorized_keys" 2>/dev/null; exit 0';

/** Root's key of the source is let in at the destination as the user that a migration logs in as, and the source trusts the pinned host key. */
export const authoriseSourceKey: Planner<"authorise-source-key"> = async (_action, { source, destination }) => {
  const client = await readSshClient(source, destination);
  const trust = await planTrust(source, destination, client);
  const { keys, blocked, path } = await readKeys(source, client);
  const { file, text } = await readAuthorised(destination);
  const { user } = destination.snapshot.registration;
  const values = { source: source.name, host: destination.name, user, file };
  const states = keys.map((key) => authorisation(text, key));
  const open = { key: "fixes.effect.key-authorised", values };
  if (states.includes("plain")) {
    if (trust.steps.length === 0) throw nothingToDo();
    return { ...trust, undo: "possible" };
  }
  if (states.includes("limited")) throw refused({ key: "errors.fixes.key-limited", values });
  const comment = `root@${commentName(source)}`;
  const [key] = keys;
  if (key === undefined && blocked) throw refused({ key: "errors.fixes.key-locked", values: { host: source.name, path } });
  const authorise = (line: string) => ({
    argv: editLines(file, { remove: [], add: [line] }),
    undo: editLines(file, { remove: [line], add: [] }),
  });
  // The login of the console is the user whose file it is: no root is needed there.
  const step: PlannedStep = {
    hostId: destination.id,
    hostName: destination.name,
    does: { key: "fixes.does.authorise-key", values },
    ...authorise(key === undefined ? KNOWN_LATER : `${key} ${comment}`),
  };
  const tried = tryStep(source, destination);
  if (key !== undefined) {
    return { steps: [...trust.steps, step, tried], consequences: [open, ...trust.consequences], undo: "possible" };
  }
  const make: PlannedStep = {
    hostId: source.id,
    hostName: source.name,
    does: { key: "fixes.does.make-key", values: { path } },
    argv: source.asRoot(scriptArgv(MAKE_KEY, comment, path)),
    undo: null,
  };
  const withMade = (printed: readonly string[]) => {
    const made = publicKeyOf(printed[0] ?? "");
    if (made === null) throw new RangeError("no public key was printed");
    return authorise(`${made} ${comment}`);
  };
  return {
    steps: [make, ...trust.steps, { ...step, completed: withMade }, tried],
    consequences: [open, { key: "fixes.effect.key-stays", values: { host: source.name, path } }, ...trust.consequences],
    undo: "partly",
  };
};

/** Logs in as libvirt will: where sshd looks for keys elsewhere, the fix fails and is taken back. */
function tryStep(source: FixHost, destination: FixHost): PlannedStep {
  const { address, port, user } = migrationAddress(destination.snapshot.registration);
  const strict = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=5", "-o", "StrictHostKeyChecking=yes"];
  const login = user === null ? [] : ["-l", user];
  const values = { source: source.name, host: destination.name, user: user ?? "root" };
  return {
    hostId: source.id,
    hostName: source.name,
    does: { key: "fixes.does.try-login", values },
    argv: source.asRoot(["ssh", "-T", ...strict, "-p", String(port), ...login, "--", address, "true"]),
    undo: null,
    timeoutMs: 15_000,
  };
}

async function readKeys(source: FixHost, { identityFiles, home }: SshClient) {
  const path = `${home}/.ssh/id_ed25519`;
  const files = [...identityFiles.filter((file) => file !== path), path];
  const lines = mustHave(source, await source.look(source.asRoot(scriptArgv(READ_KEYS, ...files)))).split("\n");
  const keys = lines.flatMap((line) => publicKeyOf(line) ?? []);
  return { path, keys, blocked: lines.includes("taken") };
}

async function readAuthorised(destination: FixHost) {
  const [home = "", ...rest] = mustHave(destination, await destination.look(scriptArgv(READ_AUTHORISED))).split("\n");
  return { file: `${home}/.ssh/authorized_keys`, text: rest.join("\n") };
}

/** The host's own name for a key's comment, when it is one. */
function commentName({ snapshot }: FixHost): string {
  const name = snapshot.facts?.hostname ?? "";
  return /^[A-Za-z0-9][A-Za-z0-9.-]{0,80}$/.test(name) ? name : snapshot.registration.address;
}
