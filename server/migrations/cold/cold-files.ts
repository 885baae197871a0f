import { readBootFiles, tpmStateFolder } from "../../../lib/core/domain-xml/read-boot-files.ts";
import { destinationPath } from "../../../lib/core/migration/disks.ts";
import type { ColdFile, ColdIdentity } from "../../../lib/core/migration/plan-cold-steps.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { MigrationRequest } from "../../../lib/core/model/migration.ts";
import { wordsOf } from "../../libvirt/file-copy/as-root.ts";
import { listFiles } from "../../libvirt/file-copy/index.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { rootPrefix } from "../../libvirt/root-prefix.ts";
import { ServiceError } from "../../service-error.ts";
import { succeeded } from "../../ssh/command-result.ts";

const TIMEOUT_MS = 15_000;
/** Base images are compared by content; beyond this they are copied under their own name only if nothing is there. */
const HASH_TIMEOUT_MS = 120_000;

interface Looking {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "disks" | "name">;
  readonly xml: string;
  readonly identity: ColdIdentity;
  /** Disks of which the preflight just saw that the destination has the very files that they are built on: hashing them once is enough. */
  readonly basesThere: ReadonlySet<string>;
  readonly source: HostLink;
  readonly destination: HostLink;
}

/**
 * Every file that has to go along: the chosen disks, nearest base image first, what they are built on unless the destination has the very same, the
 * firmware's variables and the TPM's state. Reads hosts, changes nothing. Throws a ServiceError for what cannot be read, or stands in the way.
 */
export async function coldFiles(looking: Looking): Promise<readonly ColdFile[]> {
  const { request, domain } = looking;
  const files: ColdFile[] = [];
  for (const target of request.options.copiedDisks) {
    const disk = domain.disks.find((one) => one.target === target);
    const to = disk && destinationPath(disk, request.options.diskPaths);
    if (!disk?.source || !to) continue;
    const below = looking.basesThere.has(target) ? [] : await backingOf(looking.source, disk.source);
    for (const path of below) {
      if (files.some(({ from }) => from === path) || (await isThere(looking, path))) continue;
      files.push({ from: path, to: path, what: "backing", target });
    }
    files.push({ from: disk.source, to, what: "disk", target });
  }
  return [...files, ...(await firmwareFiles(looking))];
}

/**
 * A shared image may be built on one that is not: libvirt tells the chain of a domain that is off to nobody. Throws a ServiceError when the destination lacks
 * one of these base images, or has another one under its name.
 */
export async function requireBasesOf(paths: readonly string[], source: HostLink, destination: HostLink): Promise<void> {
  for (const path of paths) {
    for (const base of await backingOf(source, path)) {
      if (await isThere({ source, destination }, base)) continue;
      throw new ServiceError("conflict", {
        message: { key: "errors.migrations.backing-missing", values: { path: base, host: destination.registration.name } },
        field: "options.copiedDisks",
      });
    }
  }
}

async function firmwareFiles({ xml, identity, request, source, domain }: Looking): Promise<readonly ColdFile[]> {
  const boot = readBootFiles(xml);
  const isClone = identity.uuid !== request.domainUuid;
  const files: ColdFile[] = [];
  if (boot.nvram !== null) {
    const folder = boot.nvram.slice(0, boot.nvram.lastIndexOf("/") + 1);
    const to = isClone ? `${folder}${identity.name}_VARS.fd` : boot.nvram;
    files.push({ from: boot.nvram, to, what: "nvram", target: "" });
  }
  if (boot.tpm?.backend === "emulator") {
    const listed = await listFiles(source, boot.tpm.statePath ?? tpmStateFolder(request.domainUuid));
    if (listed.kind === "unknown" || listed.kind === "refused") throw unreadable(domain.name, "TPM");
    const at = `${tpmStateFolder(request.domainUuid)}/`;
    for (const { path } of listed.kind === "ok" ? listed.files : []) {
      const to = isClone && path.startsWith(at) ? `${tpmStateFolder(identity.uuid)}/${path.slice(at.length)}` : path;
      files.push({ from: path, to, what: "tpm", target: "" });
    }
  }
  return files;
}

/** The images below this one, the lowest first. */
async function backingOf(link: HostLink, path: string): Promise<readonly string[]> {
  const { prefix } = await rootPrefix(link);
  const argv = ["qemu-img", "info", "-U", "--backing-chain", "--output=json", path];
  const result = prefix ? await link.exec([...prefix, ...argv], { timeoutMs: TIMEOUT_MS }) : null;
  if (!result || !succeeded(result)) throw unreadable(path, result ? wordsOf(result) : "no root");
  const chain = JSON.parse(result.stdout) as readonly { readonly filename?: unknown }[];
  const names = chain.map(({ filename }) => filename).filter((name) => typeof name === "string");
  return names.slice(1).toReversed();
}

/** True when the destination has the very same base image. Another one under its name stands in the way. */
async function isThere({ source, destination }: Pick<Looking, "source" | "destination">, path: string): Promise<boolean> {
  const sum = async (link: HostLink) => {
    const { prefix } = await rootPrefix(link);
    const argv = ["sha256sum", "--", path];
    return prefix ? link.exec([...prefix, ...argv], { timeoutMs: HASH_TIMEOUT_MS }) : null;
  };
  const there = await sum(destination);
  if (there && /No such file/.test(there.stderr)) return false;
  const here = await sum(source);
  if (!there || !here || !succeeded(there) || !succeeded(here)) throw unreadable(path, there ? wordsOf(there) : "no root");
  if (there.stdout.split(" ")[0] === here.stdout.split(" ")[0]) return true;
  throw new ServiceError("conflict", {
    message: { key: "errors.migrations.backing-differs", values: { path, host: destination.registration.name } },
    field: "options.copiedDisks",
  });
}

function unreadable(what: string, detail: string): ServiceError {
  return new ServiceError("host-problem", { message: { key: "errors.migrations.files-unread", values: { what } }, detail });
}
