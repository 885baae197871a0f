import type { HostName } from "../hosts.ts";
import { imagesDir } from "../parts/config.ts";
import type { PortVerdict } from "../parts/firewall.ts";
import { hostOf, type Lab } from "../parts/state.ts";
import { type Affliction, afflict } from "./afflictions.ts";
import { limitBandwidth } from "./bandwidth.ts";
import { cutConsole, healConsole } from "./console-way.ts";
import { cutData, healData, resetData } from "./data-connections.ts";
import { fillDisk, freeDisk } from "./disk.ts";
import { healHost } from "./heal.ts";
import { changeHostKey } from "./host-key.ts";
import { setLink } from "./link.ts";
import { closePorts, openPorts } from "./ports.ts";
import { powerOff, powerOn } from "./power.ts";
import { type DaemonName, killOnHost, type SignalName, startDaemon } from "./processes.ts";
import { replaceTlsCertificate, restoreTlsCertificate, type TlsCertificate } from "./tls-certificate.ts";
import { setUserfaultfd } from "./userfaultfd.ts";

/** Something that goes wrong on a host, or goes right again. */
export type LabFault = { readonly host: HostName } & (
  | { readonly kind: "link-cut" | "link-heal" | "power-off" | "power-on" | "hostkey" | "heal" }
  | { readonly kind: "ports-close"; readonly ports: string; readonly verdict?: PortVerdict }
  | { readonly kind: "ports-open"; readonly ports: string }
  /** what: libvirtd, virtlogd, sshd, sshd:listener, sshd:sessions or qemu:GUEST */
  | { readonly kind: "kill"; readonly what: string; readonly signal?: SignalName }
  | { readonly kind: "start"; readonly what: DaemonName }
  | { readonly kind: "disk-fill"; readonly path?: string; readonly leaveMib?: number }
  | { readonly kind: "disk-free"; readonly path?: string }
  | { readonly kind: "bandwidth"; readonly mbitPerSec: number | "off" }
  | { readonly kind: "tls-cert"; readonly certificate: TlsCertificate | "restore" }
  | { readonly kind: "userfaultfd"; readonly state: "on" | "off" }
  /** reset: break the connections there are, once, instead of dropping all that comes */
  | { readonly kind: "data-cut"; readonly reset?: boolean }
  | { readonly kind: "data-heal" }
  /** The machine itself, where a console runs, no longer reaches the host; the hosts among themselves do. */
  | { readonly kind: "console-cut" | "console-heal" }
  | Affliction
);

/** Makes one fault happen. */
export async function injectFault(lab: Lab, fault: LabFault): Promise<void> {
  const place = hostOf(lab, fault.host);
  switch (fault.kind) {
    case "link-cut":
      return setLink(place, "down");
    case "link-heal":
      return setLink(place, "up");
    case "power-off":
      return powerOff(place);
    case "power-on":
      return powerOn(lab, place);
    case "hostkey":
      return changeHostKey(place);
    case "heal":
      return healHost(lab, place);
    case "ports-close":
      return closePorts(place, fault.ports, fault.verdict ?? "drop");
    case "ports-open":
      return openPorts(place, fault.ports);
    case "kill":
      await killOnHost(lab, place, fault.what, fault.signal ?? "KILL");
      return;
    case "start":
      return startDaemon(place, fault.what);
    case "disk-fill":
      return fillDisk(place, fault.path ?? imagesDir, fault.leaveMib ?? 0);
    case "disk-free":
      return freeDisk(place, fault.path ?? imagesDir);
    case "bandwidth":
      return limitBandwidth(place, fault.mbitPerSec);
    case "tls-cert":
      if (fault.certificate === "restore") return restoreTlsCertificate(place);
      return replaceTlsCertificate(lab.paths, place, fault.certificate);
    case "userfaultfd":
      return setUserfaultfd(lab, place, fault.state);
    case "data-cut":
      return fault.reset ? resetData(place) : cutData(place);
    case "data-heal":
      return healData(place);
    case "console-cut":
      return cutConsole(lab, place);
    case "console-heal":
      return healConsole(place);
    default: {
      const { host: _, ...affliction } = fault;
      return afflict(lab, place, affliction);
    }
  }
}
