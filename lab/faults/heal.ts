import type { HostPlace } from "../parts/config.ts";
import type { Lab } from "../parts/state.ts";
import { takeOffAfflictions } from "./afflictions.ts";
import { limitBandwidth } from "./bandwidth.ts";
import { fillable, freeDisk } from "./disk.ts";
import { restoreHostKey } from "./host-key.ts";
import { setLink } from "./link.ts";
import { restoreFirewall } from "./ports.ts";
import { powerOn } from "./power.ts";
import { startAllDaemons } from "./processes.ts";
import { restoreTlsCertificate } from "./tls-certificate.ts";
import { setUserfaultfd } from "./userfaultfd.ts";

/** Takes every fault off a host. What hv3 lacks from the start, it lacks again. */
export async function healHost(lab: Lab, place: HostPlace): Promise<void> {
  await powerOn(lab, place);
  await setLink(place, "up");
  await limitBandwidth(place, "off");
  await restoreFirewall(place);
  for (const path of fillable) await freeDisk(place, path);
  await startAllDaemons(place);
  await restoreHostKey(place);
  await restoreTlsCertificate(place);
  await setUserfaultfd(lab, place, "on");
  await takeOffAfflictions(lab, place);
}
