import { readFileSync } from "node:fs";
import { type HostStatus, type LabStatus, labStatus } from "../../../lab/client.ts";
import type { HostRegistration } from "../../../lib/core/model/host.ts";
import { hostId } from "../../../lib/core/model/ids.ts";
import { createHostLinks, type HostLinksParts } from "../host-links.ts";
import { silentLogger } from "./private-link.ts";

/** The lab as it is; throws with what to do when it is not up. */
export async function runningLab(): Promise<LabStatus> {
  const lab = await labStatus().catch(() => undefined);
  if (!lab?.up) throw new Error("the lab is not up: these tests need real libvirt hosts (npm run lab -- up)");
  return lab;
}

/** One of its hosts. */
export function hostNamed(lab: LabStatus, name: string): HostStatus {
  const host = lab.hosts.find((one) => one.name === name);
  if (!host) throw new Error(`the lab has no host ${name}`);
  return host;
}

/** How that host is registered, for one of its accounts. */
export function registrationOfLab(host: HostStatus, user = "root"): HostRegistration {
  const hostKey = { algorithm: host.hostKey.split(" ")[0] ?? "", fingerprint: host.hostKeyFingerprint, publicKey: host.hostKey };
  const { name, address, sshPort: port } = host;
  return { id: hostId(`h_${name}_${user}`), name, address, port, user, keyId: "lab", hostKey, addedAtMs: 0 };
}

/** Links that sign in with the lab's key. */
export function linksToLab(lab: LabStatus, parts: Partial<HostLinksParts> = {}) {
  const readPrivateKey = async () => readFileSync(lab.privateKeyPath ?? "", "utf8");
  return createHostLinks({ readPrivateKey, logger: silentLogger, now: Date.now, ...parts });
}
