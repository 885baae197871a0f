import type { TlsSetName, TlsStep } from "../../lib/contract/tls.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { TLS_FILES, type TlsFileName } from "../../lib/core/tls/model.ts";
import { runAsRoot, wordsOf } from "../libvirt/file-copy/as-root.ts";
import { INSTALL_TLS } from "./install-script.ts";
import type { SignedKey } from "./issue.ts";
import type { SeenTls } from "./parse-host-tls.ts";
import type { TlsParts } from "./parts.ts";

const TIMEOUT_MS = 20_000;

interface What {
  readonly set: TlsSetName;
  readonly seen: SeenTls;
  readonly signed: SignedKey;
  readonly caPem: string;
  /** Files of others, to be kept beside. */
  readonly foreign: readonly TlsFileName[];
}

/** One file of a set, as the install script is to treat it. */
export interface FileToInstall {
  readonly name: TlsFileName;
  readonly path: string;
  readonly mode: string;
  /** What must be there now: inode.mtime.size, or "-" for nothing. */
  readonly before: string;
  /** What is there is kept beside. */
  readonly kept: boolean;
}

/** The five files of a set; keys are for QEMU's group too, or for root alone. */
export function filesOf(set: TlsSetName, seen: SeenTls, foreign: readonly TlsFileName[]): readonly FileToInstall[] {
  return TLS_FILES.map((name) => ({
    name,
    path: seen.tls.files[name].path,
    mode: name.endsWith("-key") ? (set === "qemu" ? "640" : "600") : "644",
    before: seen.identities[name] ?? "-",
    kept: foreign.includes(name),
  }));
}

/** The arguments of the install script. */
export function installWords(
  files: readonly FileToInstall[],
  { suffix, group }: { readonly suffix: string; readonly group: string },
): readonly string[] {
  return [suffix, group, ...files.flatMap(({ path, mode, before, kept }) => [path, mode, before, kept ? "+" : "-"])];
}

/** What the install script reads: a secret. One line of base64 for each file. */
export function installStdin(files: readonly FileToInstall[], signed: SignedKey, caPem: string): string {
  const contents: Record<TlsFileName, string> = {
    "ca-cert": caPem,
    "server-cert": signed.certificatePem,
    "server-key": signed.keyPem,
    "client-cert": signed.certificatePem,
    "client-key": signed.keyPem,
  };
  return `${files.map(({ name }) => Buffer.from(contents[name]).toString("base64")).join("\n")}\n`;
}

/**
 * Installs CA, certificate and key under the names of a set, as server and as client. Keys for root and QEMU's group (libvirtd's for root alone),
 * certificates for all. The steps name each file with the command that does the same; contents go over stdin only.
 */
export async function install(
  parts: Pick<TlsParts, "links" | "now">,
  hostId: HostId,
  { set, seen, signed, caPem, foreign }: What,
): Promise<{ readonly ok: boolean; readonly steps: readonly TlsStep[] }> {
  const group = set === "qemu" ? (seen.qemuGroup ?? "root") : "root";
  const suffix = new Date(parts.now()).toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  const files = filesOf(set, seen, foreign);
  const args = installWords(files, { suffix, group });
  const stdin = installStdin(files, signed, caPem);
  const link = parts.links.get(hostId);
  const run = link && (await runAsRoot(link, INSTALL_TLS, args, { timeoutMs: TIMEOUT_MS, stdin }));
  const ok = run?.kind === "ran";
  const words = run === undefined || ok ? null : run.kind === "no-root" ? run.words : wordsOf(run.result);
  const steps = files.flatMap(({ name, path, mode, kept }, index): readonly TlsStep[] => {
    const owner = name.endsWith("-key") ? group : "root";
    const put = ["install", "-m", mode, "-o", "root", "-g", owner, "/dev/stdin", path];
    const keep = ["ln", path, `${path}.before-virtferry-${suffix}`];
    const state = ok ? ("done" as const) : ("failed" as const);
    const detail = index === 0 ? words : null;
    return [
      ...(kept
        ? [
            {
              id: `keep:${path}`,
              label: { key: "tls.steps.keep", values: { path } },
              state,
              command: quoteArgv(keep),
              detail: null,
            },
          ]
        : []),
      { id: `write:${path}`, label: { key: "tls.steps.write", values: { path } }, state, command: quoteArgv(put), detail },
    ];
  });
  return { ok, steps };
}
