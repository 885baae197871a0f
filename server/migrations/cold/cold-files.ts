import { readBootFiles } from "../../../lib/core/domain-xml/read-boot-files.ts";
import { destinationPath } from "../../../lib/core/migration/disks.ts";
import type { ColdFile, ColdIdentity } from "../../../lib/core/migration/plan-cold-steps.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { DomainUuid } from "../../../lib/core/model/ids.ts";
import type { MigrationRequest } from "../../../lib/core/model/migration.ts";
import { rootPrefix, wordsOf } from "../../libvirt/file-copy/as-root.ts";
import { listFiles } from "../../libvirt/file-copy/index.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { ServiceError } from "../../service-error.ts";
import { succeeded } from "../../ssh/command-result.ts";

const TIMEOUT_MS = 15_000;
/** Base images are compared by content; beyond this they are copied under their own name only if nothing is there. */
const HASH_TIMEOUT_MS = 120_000;

/** libvirt's own folder of a TPM's state. */
const tpmFolder = (uuid: DomainUuid): string => `/var/lib/libvirt/swtpm/${uuid}`;

interface Looking {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "disks" | "name">;
  readonly xml: string;
  readonly identity: ColdIdentity;
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
    for (const path of await backingOf(looking.source, disk.source)) {
      if (files.some(({ from }) => from === path) || (await isThere(looking, path))) continue;
      files.push({ from: path, to: path, what: "backing", target });
    }
    files.push({ from: disk.source, to, what: "disk", target });
  }
  return [...files, ...(await firmwareFiles(looking))];
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
    const listed = await listFiles(source, boot.tpm.statePath ?? tpmFolder(request.domainUuid));
    if (listed.kind === "unknown" || listed.kind === "refused") throw unreadable(domain.name, "TPM");
    const at = `${tpmFolder(request.domainUuid)}/`;
    for (const { path } of listed.kind === "ok" ? listed.files : []) {
      const to = isClone && path.startsWith(at) ? `${tpmFolder(identity.uuid)}/${path.slice(at.length)}` : path;
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
async function isThere({ source, destination }: Looking, path: string): Promise<boolean> {
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
