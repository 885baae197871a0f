import { createHash } from "node:crypto";
import { diffDomainXml } from "../../../lib/core/domain-xml/diff-domain-xml.ts";
import { listMovableDevices } from "../../../lib/core/domain-xml/movable-devices.ts";
import { sharedDisks } from "../../../lib/core/migration/disks.ts";
import { type ColdFile, type ColdIdentity, planColdSteps } from "../../../lib/core/migration/plan-cold-steps.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { DiffLine } from "../../../lib/core/model/domain-xml.ts";
import { domainUuid } from "../../../lib/core/model/ids.ts";
import type { MigrationRequest } from "../../../lib/core/model/migration.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { savedStatePath } from "../../../lib/core/preflight/state-files.ts";
import { ServiceError } from "../../service-error.ts";
import type { PreflightEvidence } from "../../services.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { MigrationDependencies } from "../dependencies.ts";
import { coldDefinition, readDefinition } from "./cold-definition.ts";
import { coldFiles, requireBasesOf } from "./cold-files.ts";

export interface PreparedCold {
  readonly steps: readonly MigrationStep[];
  readonly xmlDiff: readonly DiffLine[];
}

/**
 * Thinks a migration of a VM that does not run (or is suspended for it) through: which files go along, and what is done in which order. Reads both hosts,
 * changes nothing. The same request gives the same steps, a clone's UUID and MACs included. Throws a ServiceError for a disk that is neither copied nor proven
 * shared, and for what cannot be read.
 */
export async function prepareCold(
  deps: MigrationDependencies,
  request: MigrationRequest,
  domain: Domain,
  names: { readonly source: string; readonly destination: string },
  evidence: PreflightEvidence | null,
  migrateArgv: readonly string[],
): Promise<PreparedCold> {
  const { options } = request;
  const [source, destination] = [deps.links.get(request.sourceHostId), deps.links.get(request.destinationHostId)];
  if (!source || !destination) throw new ServiceError("not-found", { message: { key: "errors.migrations.unknown-host" } });
  for (const disk of sharedDisks(domain, options.copiedDisks)) {
    if (evidence?.provenShared.has(disk.target)) continue;
    throw new ServiceError("conflict", {
      message: { key: "errors.migrations.disk-neither-copied-nor-shared", values: { disk: disk.target } },
      field: "options.copiedDisks",
    });
  }
  await requireBasesOf(
    sharedDisks(domain, options.copiedDisks).flatMap(({ source: path }) => (path?.startsWith("/") ? [path] : [])),
    source,
    destination,
  );
  const dump = await readDefinition(source, request.domainUuid);
  if (!dump || !succeeded(dump))
    throw new ServiceError("host-problem", { message: { key: "errors.migrations.definition-unreadable" } });
  const xml = dump.stdout;
  const identity = identityOf(deps, request, domain, xml);
  const statePath = options.mode === "saved-state" ? savedStatePath(request.domainUuid) : null;
  const state: readonly ColdFile[] = statePath === null ? [] : [{ from: statePath, to: statePath, what: "state", target: "" }];
  const basesThere = new Set(
    [...(evidence?.images ?? [])].filter(([, pair]) => pair.backingEqual === true).map(([target]) => target),
  );
  const files = await coldFiles({ request, domain, xml, identity, basesThere, source, destination });
  return {
    steps: planColdSteps({ request, domain, names, files: [...files, ...state], identity, statePath, migrateArgv }),
    xmlDiff: diffOf(xml, request, identity, files),
  };
}

function diffOf(xml: string, request: MigrationRequest, identity: ColdIdentity, files: readonly ColdFile[]): readonly DiffLine[] {
  try {
    return diffDomainXml(xml, coldDefinition(xml, request, identity, files));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = { key: "errors.migrations.definition-unfit", values: { vm: identity.name } };
    throw new ServiceError("conflict", { message, detail: error.message });
  }
}

/** A clone's UUID and MACs follow from what it is a clone of and where it goes, so that review and start agree; taken ones are passed over. */
function identityOf(deps: MigrationDependencies, request: MigrationRequest, domain: Domain, xml: string): ColdIdentity {
  const { options, destinationHostId } = request;
  const name = options.destinationName ?? domain.name;
  if (!options.newUuid) return { uuid: request.domainUuid, name, macs: {} };
  const seed = `${request.domainUuid} ${destinationHostId} ${name}`;
  const hosts = [request.sourceHostId, destinationHostId].flatMap((id) => deps.inventory.snapshot(id)?.domains ?? []);
  const taken = new Set(hosts.flatMap(({ nics }) => nics.map(({ mac }) => mac.toLowerCase())));
  const macs: Record<string, string> = {};
  if (options.newMacs) {
    for (const { key } of listMovableDevices(xml).filter(({ key }) => key.startsWith("nic:"))) {
      const old = key.slice("nic:".length).replace(/#\d+$/, "");
      let mac = "";
      for (let nth = 0; mac === "" || taken.has(mac); nth++) mac = macFrom(`${seed} ${old} ${nth}`);
      taken.add(mac);
      macs[old] = mac;
    }
  }
  return { uuid: uuidFrom(seed), name, macs };
}

const hexOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** RFC 9562, version 8: a UUID made of a hash. */
function uuidFrom(seed: string): ColdIdentity["uuid"] {
  const hex = hexOf(seed);
  return domainUuid(
    [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-"),
  );
}

/** In QEMU's own range, 52:54:00. */
function macFrom(seed: string): string {
  return `52:54:00:${hexOf(seed).slice(0, 6).match(/../g)?.join(":") ?? ""}`;
}
