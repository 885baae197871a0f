import type { TlsSetName, TlsSetUpView, TlsStep } from "../../lib/contract/tls.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { foreignFiles, setState } from "../../lib/core/tls/set-state.ts";
import { wantedNames } from "../../lib/core/tls/wanted-names.ts";
import type { Authority } from "./authority.ts";
import { checkInstalled } from "./check-installed.ts";
import { install } from "./install.ts";
import { issueCertificate } from "./issue.ts";
import { lookAt, ownCertificates } from "./look.ts";
import type { SeenTls } from "./parse-host-tls.ts";
import type { TlsParts } from "./parts.ts";

export interface SetUpWish {
  readonly sets: readonly TlsSetName[];
  /** Foreign files may be replaced; each is kept beside. */
  readonly replace: boolean;
  /** Touches only sets that are this console's already. */
  readonly onlyOwn: boolean;
}

/** Makes one certificate for a host and installs it in these sets. What the host does is in the answer; nothing is thrown for it. */
export async function setUpHost(
  parts: TlsParts,
  authority: Authority,
  host: HostSnapshot,
  wish: SetUpWish,
): Promise<TlsSetUpView> {
  const { id: hostId, name: hostName } = host.registration;
  const steps: TlsStep[] = [];
  const end = (problem: Message | null, notes: readonly Message[] = []): TlsSetUpView => {
    return { hostId, hostName, ok: problem === null, problem, steps, notes };
  };
  const note = (id: string, label: Message, ok: boolean, command: readonly string[] | null, detail: string | null = null) =>
    steps.push({ id, label, state: ok ? "done" : "failed", command: command && quoteArgv(command), detail });

  const ca = wish.onlyOwn ? await authority.load() : await authority.loadOrMake();
  if (!ca) return end({ key: "tls.problems.not-ours" });
  const found: { readonly set: TlsSetName; readonly seen: SeenTls }[] = [];
  for (const set of wish.sets) {
    const look = await lookAt(parts, hostId, set);
    const label = { key: "tls.steps.look", values: { folder: look.kind === "seen" ? look.seen.tls.folder : set } };
    if (look.kind === "problem") {
      note(`look:${set}`, label, false, null, look.detail);
      return end(look.problem);
    }
    const { seen } = look;
    note(`look:${set}`, label, true, ["ls", "-l", seen.tls.folder]);
    const own = ownCertificates(seen, ca.certificatePem);
    const foreign = foreignFiles(seen.tls, own).map((name) => seen.tls.files[name].path);
    if (wish.onlyOwn && setState(seen.tls, own) !== "ours") continue;
    if (foreign.length > 0 && !wish.replace) return end({ key: "tls.problems.foreign", values: { files: foreign.join(", ") } });
    const [custom] = seen.customFiles;
    if (custom !== undefined) return end({ key: "tls.problems.custom", values: { file: custom } });
    if (set === "qemu" && seen.qemuGroup === null) return end({ key: "tls.problems.no-group" });
    found.push({ set, seen });
  }
  if (found.length === 0) return end({ key: "tls.problems.not-ours" });

  const others = parts.inventory.snapshots().filter(({ registration }) => registration.id !== hostId);
  const announced = found.flatMap(({ seen }) => seen.announced);
  const names = wantedNames(host, announced, others);
  const signed = await issueCertificate(ca, names, parts.now());
  const nameText = [...names.dnsNames, ...names.addresses].join(", ");
  note("issue", { key: "tls.steps.issue", values: { names: nameText } }, true, null);

  for (const { set, seen } of found) {
    const own = ownCertificates(seen, ca.certificatePem);
    const installed = await install(parts, hostId, {
      set,
      seen,
      signed,
      caPem: ca.certificatePem,
      foreign: foreignFiles(seen.tls, own),
    });
    steps.push(...installed.steps);
    if (!installed.ok) return end({ key: "tls.problems.not-installed" });
    const problem = await checkInstalled(parts, hostId, { set, certificatePem: signed.certificatePem });
    const command = ["openssl", "verify", "-CAfile", seen.tls.files["ca-cert"].path, seen.tls.files["server-cert"].path];
    note(
      `check:${set}`,
      { key: "tls.steps.check", values: { user: set === "qemu" ? (seen.tls.qemuUser ?? "?") : "root" } },
      problem === null,
      command,
      problem?.detail ?? null,
    );
    if (problem) return end(problem.message);
  }
  const restart = found.some(({ set }) => set === "libvirt") ? [{ key: "tls.notes.libvirt" }] : [];
  const verify = found.some(({ seen }) => seen.tls.confReadable && !seen.tls.verify) ? [{ key: "tls.notes.verify" }] : [];
  return end(null, [...restart, ...verify]);
}
