import type { Message } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { dateState } from "../../lib/core/tls/dates.ts";
import { TLS_FILES } from "../../lib/core/tls/model.ts";
import { certificateFits } from "../../lib/core/tls/names.ts";
import { foreignFiles, setState } from "../../lib/core/tls/set-state.ts";
import { type WantedNames, wantedNames } from "../../lib/core/tls/wanted-names.ts";
import { scriptArgv } from "../libvirt/script-argv.ts";
import type { Authority } from "./authority.ts";
import { filesOf, installStdin, installWords } from "./install.ts";
import { INSTALL_TLS } from "./install-script.ts";
import { issueCertificate } from "./issue.ts";
import { lookAt, ownCertificates } from "./look.ts";
import type { SeenTls } from "./parse-host-tls.ts";
import type { TlsParts } from "./parts.ts";

/** What would be run on a host to give QEMU certificates of this console's CA: nothing is made or touched yet. */
export type TlsPlan =
  | { readonly kind: "refused"; readonly problem: Message; readonly detail: string | null }
  /** It has a whole set of ours with a good while to go. */
  | { readonly kind: "as-wanted" }
  | {
      readonly kind: "ready";
      readonly folder: string;
      readonly names: string;
      readonly paths: readonly string[];
      /** None of the files was there: they can be taken away again. */
      readonly isNew: boolean;
      /** To be run as root, with `stdin` in its standard input. */
      readonly argv: readonly string[];
      /** Makes the CA if there is none, and a key and certificate; a secret, which the argv has no part of. */
      stdin(): Promise<string>;
    };

/** Tells what setting up would run, for those who show each command beforehand. */
export interface TlsPlanner {
  /** Looks at the host; throws nothing for what it does. */
  plan(host: HostSnapshot): Promise<TlsPlan>;
}

/** Plans QEMU's set on one host. Nothing of others is replaced. */
export async function planHost(parts: TlsParts, authority: Authority, host: HostSnapshot): Promise<TlsPlan> {
  const look = await lookAt(parts, host.registration.id, "qemu");
  if (look.kind === "problem") return { kind: "refused", problem: look.problem, detail: look.detail };
  const { seen } = look;
  const refuse = (problem: Message): TlsPlan => ({ kind: "refused", problem, detail: null });
  const ca = await authority.load();
  const own = ownCertificates(seen, ca?.certificatePem ?? null);
  const foreign = foreignFiles(seen.tls, own).map((name) => seen.tls.files[name].path);
  if (foreign.length > 0) return refuse({ key: "tls.problems.foreign", values: { files: foreign.join(", ") } });
  if (seen.qemuGroup === null) return refuse({ key: "tls.problems.no-group" });
  const others = parts.inventory.snapshots().filter(({ registration }) => registration.id !== host.registration.id);
  const names = wantedNames(host, seen.announced, others);
  if (setState(seen.tls, own) === "ours" && isGood(seen, names, parts.now())) return { kind: "as-wanted" };
  const files = filesOf("qemu", seen, []);
  return {
    kind: "ready",
    folder: seen.tls.folder,
    names: [...names.dnsNames, ...names.addresses].join(", "),
    paths: files.map(({ path }) => path),
    isNew: files.every(({ before }) => before === "-"),
    argv: scriptArgv(INSTALL_TLS, ...installWords(files, { suffix: "kept", group: seen.qemuGroup })),
    async stdin() {
      const made = await authority.loadOrMake();
      const signed = await issueCertificate(made, names, parts.now());
      return installStdin(files, signed, made.certificatePem);
    },
  };
}

/** Whether a set of ours needs nothing: in date for a while, made out to all names, with its key, and QEMU may read it. */
function isGood({ tls }: SeenTls, names: WantedNames, nowMs: number): boolean {
  const read = tls.certificates["server-cert"];
  if (read.kind !== "read" || dateState(read.certificate, nowMs) !== "valid") return false;
  const covers = [...names.dnsNames, ...names.addresses].every((name) => certificateFits(read.certificate, name));
  const readable = TLS_FILES.every((name) => tls.files[name].readable !== false);
  return covers && readable && tls.keyFits.server !== false && tls.keyFits.client !== false;
}
