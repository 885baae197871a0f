import { parseCapabilities } from "../../../lib/core/facts/capabilities.ts";
import { parseMigrateOptions } from "../../../lib/core/facts/migrate-options.ts";
import { parseNodeInfo } from "../../../lib/core/facts/node-info.ts";
import { parseVersion } from "../../../lib/core/facts/version.ts";
import { type Fact, known, unknown } from "../../../lib/core/model/fact.ts";
import type { HostFacts } from "../../../lib/core/model/host.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { type Answer, askVirsh } from "./ask.ts";
import { type LibvirtDetails, readLibvirtDetails } from "./libvirt-details.ts";
import { readNetworks, readPools } from "./pools-and-networks.ts";

/** What libvirt says of the host itself. */
export type LibvirtFacts = Pick<
  HostFacts,
  "uuid" | "libvirtVersion" | "qemuVersion" | "cpu" | "hostCpuXml" | "guests" | "pools" | "networks" | "migrateOptions"
> & { readonly details: Fact<LibvirtDetails> };

/** After its start libvirt asks each emulator what it can, which takes seconds. */
const CAPABILITIES_TIMEOUT_MS = 30_000;

/** Reads versions, capabilities, CPU, pools, networks and the options of migrate, one command after the other on the held virsh. */
export async function readLibvirtFacts(link: HostLink): Promise<LibvirtFacts> {
  const capabilities = from(await askVirsh(link, ["capabilities"], CAPABILITIES_TIMEOUT_MS), parseCapabilities);
  const version = parseVersion(textOf(await askVirsh(link, ["version", "--daemon"])));
  const node = from(await askVirsh(link, ["nodeinfo"]), parseNodeInfo);
  const migrateOptions = from(await askVirsh(link, ["help", "migrate"]), parseMigrateOptions);
  const pick = <T>(read: (value: Extract<typeof capabilities, { known: true }>["value"]) => Fact<T>): Fact<T> =>
    capabilities.known ? read(capabilities.value) : capabilities;
  return {
    uuid: pick((value) => value.hostUuid),
    libvirtVersion: version.libvirt,
    qemuVersion: version.qemu,
    cpu: node.known
      ? known({
          arch: (capabilities.known ? capabilities.value.arch : null) ?? node.value.arch,
          model: pick((value) => value.cpuModel),
          vendor: pick((value) => value.cpuVendor),
          sockets: node.value.sockets,
          coresPerSocket: node.value.coresPerSocket,
          threadsPerCore: node.value.threadsPerCore,
          cpus: node.value.cpus,
        })
      : node,
    hostCpuXml: pick((value) => value.hostCpuXml),
    guests: pick((value) => known(value.guests)),
    pools: await readPools(link),
    networks: await readNetworks(link),
    migrateOptions,
    details: capabilities.known ? known(await readLibvirtDetails(link, capabilities.value.securityModels)) : capabilities,
  };
}

function from<T>(answer: Answer, parse: (text: string) => Fact<T>): Fact<T> {
  return answer.ok ? parse(answer.text) : unknown(answer.reason);
}

function textOf(answer: Answer): string {
  return answer.ok ? answer.text : "";
}
