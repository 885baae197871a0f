import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ServiceError } from "../service-error.ts";
import { makeAuthority, type SignedKey } from "./issue.ts";
import { parseCertificates } from "./read-certificate.ts";

/** This console's own CA. Its key never leaves the data folder. */
export interface Authority {
  /** Null while there is none. */
  load(): Promise<SignedKey | null>;
  /** The CA, made and stored at the first call. */
  loadOrMake(): Promise<SignedKey>;
}

/** Key and certificate are one file, so that neither is ever there without the other: tls/authority.pem, 0600, in a folder of 0700. */
export function createAuthority(parts: { readonly dataDir: string; readonly now: () => number }): Authority {
  const folder = join(parts.dataDir, "tls");
  const path = join(folder, "authority.pem");
  const load = async (): Promise<SignedKey | null> => {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
    const [keyPem] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text) ?? [];
    const [certificatePem] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text) ?? [];
    if (keyPem === undefined || certificatePem === undefined || parseCertificates(certificatePem).length === 0)
      throw new ServiceError("conflict", { message: { key: "errors.tls.authority-damaged", values: { path } } });
    return { keyPem: `${keyPem}\n`, certificatePem: `${certificatePem}\n` };
  };
  return {
    load,
    async loadOrMake() {
      const found = await load();
      if (found) return found;
      const made = await makeAuthority(parts.now());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const passing = `${path}.${randomBytes(6).toString("hex")}`;
      try {
        await writeFile(passing, made.keyPem + made.certificatePem, { mode: 0o600, flag: "wx", flush: true });
        // Not a rename: of two at once, the first wins and both use it.
        await link(passing, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      } finally {
        await rm(passing, { force: true });
      }
      return (await load()) ?? made;
    },
  };
}
