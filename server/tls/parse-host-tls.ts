import {
  type HostTls,
  TLS_FILES,
  type TlsCertificateName,
  type TlsFileName,
  type TlsFileSeen,
} from "../../lib/core/tls/model.ts";
import { readCertificate } from "./read-certificate.ts";

/** What the script of read-script.ts told, with what only the server needs. */
export interface SeenTls {
  readonly tls: HostTls;
  /** The group that QEMU runs with. */
  readonly qemuGroup: string | null;
  /** Texts of the certificates by name; absent = not there or not readable. */
  readonly pems: Readonly<Partial<Record<TlsCertificateName, string>>>;
  /** inode.mtime.size of the files that are there, to know later whether they were changed. */
  readonly identities: Readonly<Partial<Record<TlsFileName, string>>>;
  /** Files that libvirtd.conf names in the place of the usual ones. */
  readonly customFiles: readonly string[];
  /** Names that libvirt tells others to send to, if they were asked for. */
  readonly announced: readonly string[];
}

const ACCOUNT = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$/;

/** Reads the script's lines; null when it did not get so far as to name the folder. */
export function parseHostTls(text: string): SeenTls | null {
  const lines = text.split("\n").map((line) => line.trim());
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());
  const one = (word: string) => all(word)[0] ?? "";
  const account = (word: string) => (ACCOUNT.test(one(word)) ? one(word) : null);
  const folder = one("folder");
  if (!folder.startsWith("/")) return null;
  const files = new Map<string, readonly string[]>(
    all("file").map((line) => [line.split(" ")[0] ?? "", line.split(" ").slice(1)]),
  );
  const pems: Partial<Record<TlsCertificateName, string>> = {};
  for (const line of all("pem")) {
    const [name, base64 = ""] = line.split(" ");
    if (name === "ca-cert" || name === "server-cert" || name === "client-cert")
      pems[name] = Buffer.from(base64, "base64").toString("latin1");
  }
  const identities: Partial<Record<TlsFileName, string>> = {};
  const seen = {} as Record<TlsFileName, TlsFileSeen>;
  for (const name of TLS_FILES) {
    const [path = `${folder}/${name}.pem`, exists, owner, mode, readable, identity] = files.get(name) ?? [];
    if (exists === "+" && identity !== undefined && identity !== "-") identities[name] = identity;
    seen[name] = {
      path,
      exists: exists === "+",
      readable: readable === "+" ? true : readable === "0" ? false : null,
      owner: known(owner),
      mode: known(mode),
    };
  }
  const certificate = (name: TlsCertificateName) => {
    const pem = pems[name];
    if (pem === undefined && seen[name].exists) return { kind: "unreadable", reason: "the file could not be read" } as const;
    return readCertificate(pem ?? null);
  };
  const pairs = new Map(all("pair").map((line) => [line.split(" ")[0], line.endsWith(" +")]));
  return {
    tls: {
      folder,
      qemuUser: account("user"),
      confReadable: one("conf") === "+",
      verify: one("verify") !== "0",
      force: one("force") === "1",
      files: seen,
      certificates: {
        "ca-cert": certificate("ca-cert"),
        "server-cert": certificate("server-cert"),
        "client-cert": certificate("client-cert"),
      },
      keyFits: { server: pairs.get("server") ?? null, client: pairs.get("client") ?? null },
    },
    qemuGroup: account("group"),
    pems,
    identities,
    customFiles: all("custom"),
    announced: all("announced").filter((name) => name !== ""),
  };
}

function known(word: string | undefined): string | null {
  return word === undefined || word === "-" ? null : word;
}
