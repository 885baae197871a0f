import { cloneDomainXml } from "../../../lib/core/domain-xml/clone-domain-xml.ts";
import { rewriteDomainXml } from "../../../lib/core/domain-xml/rewrite-domain-xml.ts";
import { onDomain, withoutConnect } from "../../../lib/core/migration/command.ts";
import type { ColdFile, ColdIdentity } from "../../../lib/core/migration/plan-cold-steps.ts";
import type { MigrationRequest } from "../../../lib/core/model/migration.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import type { CommandResult } from "../../ssh/command-result.ts";

const TIMEOUT_MS = 8_000;

/** The stored definition as the source has it, passwords of consoles included: never logged nor stored. */
export async function readDefinition(
  link: Pick<HostLink, "virsh"> | undefined,
  uuid: MigrationRequest["domainUuid"],
): Promise<CommandResult | undefined> {
  return link?.virsh(withoutConnect(onDomain("dumpxml", uuid, ["--inactive", "--security-info"])), { timeoutMs: TIMEOUT_MS });
}

/**
 * The definition that the destination gets: the source's own with the paths that the files have there, the NICs and graphics as chosen, and for a clone
 * its own name, UUID and MACs. Throws a RangeError that names what the definition does not have.
 */
export function coldDefinition(
  xml: string,
  request: MigrationRequest,
  identity: ColdIdentity,
  files: readonly ColdFile[],
): string {
  const { diskPaths, nicSources, graphicsListen } = request.options;
  const isClone = identity.uuid !== request.domainUuid;
  const nvram = files.find(({ what }) => what === "nvram")?.to ?? null;
  const macs = new Map(Object.entries(identity.macs));
  const rewritten = rewriteDomainXml(xml, { diskPaths: [], nicSources, graphicsListen, name: null });
  return cloneDomainXml(rewritten, {
    name: identity.name,
    uuid: isClone ? identity.uuid : null,
    macs,
    diskPaths,
    nvramPath: nvram,
  });
}
