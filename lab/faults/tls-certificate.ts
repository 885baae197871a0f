import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace, LabPaths } from "../parts/config.ts";
import { run } from "../parts/run.ts";
import { installFiles, labAuthority, makeAuthority, makeCertificate, namesOf, qemuFiles, type SignedKey } from "../parts/tls.ts";

const folder = "etc/pki/qemu";

/**
 * expired: ended years ago. other-name: for a host that is not in the lab. other-ca: signed by an authority that nobody knows, the
 * host itself neither. own-ca: the same, but the host trusts that authority, as when each host got a CA of its own.
 */
export const tlsCertificates = ["expired", "other-name", "other-ca", "own-ca"] as const;
export type TlsCertificate = (typeof tlsCertificates)[number];

/** Replaces what QEMU shows on a host, as server and as client. It holds from the next migration on. */
export async function replaceTlsCertificate(paths: LabPaths, place: HostPlace, kind: TlsCertificate): Promise<void> {
  const work = await mkdtemp(join(paths.keysDir, "wrong-"));
  try {
    const foreign = { key: join(work, "ca-key.pem"), certificate: join(work, "ca-cert.pem") };
    const isForeign = kind === "other-ca" || kind === "own-ca";
    if (isForeign) await makeAuthority(foreign, "Some other CA");
    const signed = await sign(isForeign ? foreign : labAuthority(paths), place, kind, join(work, "wrong"));
    await installFiles(place, folder, qemuFiles(kind === "own-ca" ? foreign : labAuthority(paths), signed));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Puts back what QEMU had at the start: on a host without TLS, nothing. */
export async function restoreTlsCertificate(place: HostPlace): Promise<void> {
  const now = join(place.dir, folder);
  await rm(now, { recursive: true, force: true });
  await run(["cp", "-a", join(place.dir, "pristine", folder), now]);
}

function sign(authority: SignedKey, place: HostPlace, kind: TlsCertificate, stem: string): Promise<SignedKey> {
  const right = namesOf(place);
  const wrong = {
    expired: { ...right, validity: { from: "2019-01-01 00:00:00", until: "2020-01-01 00:00:00" } },
    "other-name": { commonName: "elsewhere.example", dnsNames: ["elsewhere.example"], addresses: ["192.0.2.1"] },
    "other-ca": right,
    "own-ca": right,
  }[kind];
  return makeCertificate(authority, wrong, stem);
}
