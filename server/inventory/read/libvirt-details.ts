import { parseNwfilterList, parseSecretList } from "../../../lib/core/facts/virsh-lists.ts";
import { type Fact, known, unknown } from "../../../lib/core/model/fact.ts";
import type { HostDetails } from "../../../lib/core/model/host.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { askVirsh } from "./ask.ts";
import type { OsDetails } from "./os-details.ts";

/** The part of a host's details that libvirt tells. */
export type LibvirtDetails = Pick<HostDetails, "securityModels" | "nwfilters" | "secrets">;

/** Asks for filters and secrets, of which a libvirt may lack the driver: then null. `securityModels` come from its capabilities. */
export async function readLibvirtDetails(link: HostLink, securityModels: readonly string[]): Promise<LibvirtDetails> {
  const nwfilters = await askVirsh(link, ["nwfilter-list"]);
  const secrets = await askVirsh(link, ["secret-list"]);
  return {
    securityModels,
    nwfilters: nwfilters.ok ? parseNwfilterList(nwfilters.text) : null,
    secrets: secrets.ok ? parseSecretList(secrets.text) : null,
  };
}

/** Both parts together; unknown when one is. `os` is undefined in facts that an earlier version stored. */
export function joinDetails(os: Fact<OsDetails> | undefined, libvirt: Fact<LibvirtDetails>): Fact<HostDetails> {
  if (os === undefined) return unknown("the script for the operating system's facts gave no answer");
  if (!os.known) return os;
  return libvirt.known ? known({ ...os.value, ...libvirt.value }) : libvirt;
}
