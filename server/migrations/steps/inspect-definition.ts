import { createHash } from "node:crypto";
import { diffDomainXml } from "../../../lib/core/domain-xml/diff-domain-xml.ts";
import { equivalentDeviceXml } from "../../../lib/core/domain-xml/equivalent-device.ts";
import { listMovableDevices } from "../../../lib/core/domain-xml/movable-devices.ts";
import { readDiskSources } from "../../../lib/core/domain-xml/read-disk-sources.ts";
import { replaceDevices } from "../../../lib/core/domain-xml/replace-devices.ts";
import { rewriteDomainXml } from "../../../lib/core/domain-xml/rewrite-domain-xml.ts";
import { onDomain, withoutConnect } from "../../../lib/core/migration/command.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { DiffLine } from "../../../lib/core/model/domain-xml.ts";
import type { MigrationRequest } from "../../../lib/core/model/migration.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { ServiceError } from "../../service-error.ts";
import { succeeded } from "../../ssh/command-result.ts";
import { wordsOf } from "./root-script.ts";

const TIMEOUT_MS = 5_000;

/** A definition that virsh reads from a file on the source. Its path follows from its text, so that the command says what is in it. */
export interface DefinitionFile {
  readonly path: string;
  readonly text: string;
}

/** A device that is taken out before the move, and what takes its place at the destination. */
export interface MovingDevice {
  readonly key: string;
  readonly xml: string;
  readonly replacementXml: string | null;
}

/** What the domain's definition has to do with a migration. */
export interface DefinitionForMove {
  /** For `--xml`: the running domain as the destination shall have it from the first moment, without devices that are detached. */
  readonly live: DefinitionFile | null;
  /** For `--persistent-xml`, with the devices' equivalents in it. */
  readonly persistent: DefinitionFile | null;
  readonly devices: readonly MovingDevice[];
  readonly diff: readonly DiffLine[];
}

const NOTHING: DefinitionForMove = { live: null, persistent: null, devices: [], diff: [] };

/**
 * Reads the domain's definition on the source, where anything in it has to change for this request, and makes the one for the destination. The
 * same definition and request always give the same files. Texts may hold a console's password: they are never logged nor stored. Throws a
 * ServiceError when the definition cannot be read or does not have what the request names.
 */
export async function inspectDefinition(
  link: Pick<HostLink, "virsh"> | undefined,
  request: MigrationRequest,
  domain: Pick<Domain, "persistent" | "name">,
): Promise<DefinitionForMove> {
  const { diskPaths, nicSources, graphicsListen, hostDevices, mode } = request.options;
  const rewrites = diskPaths.length > 0 || nicSources.length > 0 || graphicsListen !== null;
  if (mode !== "live" || (!rewrites && hostDevices.length === 0)) return NOTHING;
  const persistent = domain.persistent && request.options.persistent;
  const [running, kept] = await Promise.all([
    readXml(link, request, ["--migratable"]),
    persistent ? readXml(link, request, ["--inactive", "--security-info"]) : null,
  ]);
  try {
    const devices = devicesOf(running, request);
    const gone = new Map(devices.map(({ key }) => [key, null]));
    const exchanged = new Map(devices.map(({ key, replacementXml }) => [key, replacementXml]));
    const live = rewrites ? rewrite(replaceDevices(running, gone), request) : null;
    const definition = kept === null ? null : rewrite(replaceDevices(kept, exchanged), request);
    return {
      live: live === null ? null : fileOf("live", live),
      persistent: definition === null ? null : fileOf("persistent", definition),
      devices,
      diff: diffDomainXml(running, rewrite(replaceDevices(running, exchanged), request)),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = { key: "errors.migrations.definition-unfit", values: { vm: domain.name } };
    throw new ServiceError("conflict", { message, detail: error.message });
  }
}

async function readXml(
  link: Pick<HostLink, "virsh"> | undefined,
  request: MigrationRequest,
  options: readonly string[],
): Promise<string> {
  const args = withoutConnect(onDomain("dumpxml", request.domainUuid, options));
  const result = await link?.virsh(args, { timeoutMs: TIMEOUT_MS });
  if (result && succeeded(result)) return result.stdout;
  throw new ServiceError("host-problem", {
    message: { key: "errors.migrations.definition-unreadable" },
    ...(result ? { detail: wordsOf(result) } : {}),
  });
}

function devicesOf(running: string, request: MigrationRequest): readonly MovingDevice[] {
  const known = listMovableDevices(running);
  return request.options.hostDevices.map(({ key, replacement }) => {
    const device = known.find((one) => one.key === key);
    if (!device) {
      throw new ServiceError("conflict", {
        message: { key: "errors.migrations.device-gone", values: { device: key } },
        field: "options.hostDevices",
      });
    }
    const replacementXml = replacement === null ? null : equivalentDeviceXml(device.xml, { hostAddress: replacement }, true);
    return { key, xml: equivalentDeviceXml(device.xml, { hostAddress: null }, true), replacementXml };
  });
}

/** Disks and cards that this definition does not have (plugged into the running domain only) are left out. */
function rewrite(xml: string, { options }: MigrationRequest): string {
  const targets = new Set(readDiskSources(xml).map(({ target }) => target));
  const macs = new Set(listMovableDevices(xml).map(({ key }) => key));
  return rewriteDomainXml(xml, {
    diskPaths: options.diskPaths.filter(({ target }) => targets.has(target)),
    nicSources: options.nicSources.filter(({ mac }) => macs.has(`nic:${mac.toLowerCase()}`)),
    graphicsListen: options.graphicsListen,
    name: null,
  });
}

function fileOf(which: "live" | "persistent", text: string): DefinitionFile {
  const hash = createHash("sha256").update(text).digest("hex");
  return { path: `/var/tmp/virtferry-${hash.slice(0, 20)}-${which}.xml`, text };
}
