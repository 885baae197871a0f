import type { HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost, onHost } from "../parts/host-process.ts";
import { mustRun, run } from "../parts/run.ts";

/** Limits what goes to and from a host, or takes the limit off. */
export async function limitBandwidth(place: HostPlace, mbitPerSec: number | "off"): Promise<void> {
  if (mbitPerSec === "off") {
    await run(["tc", "qdisc", "del", "dev", place.link, "root"]);
    await onHost(place, ["tc", "qdisc", "del", "dev", "eth0", "root"]);
    return;
  }
  if (!(mbitPerSec >= 1 && mbitPerSec <= 100_000)) throw labError("usage", "the bandwidth is 1 to 100000 Mbit/s, or off");
  const burstBytes = Math.max(65_536, Math.round((mbitPerSec * 1_000_000) / 8 / 100));
  const shape = (device: string) => {
    const filter = ["tbf", "rate", `${mbitPerSec}mbit`, "burst", String(burstBytes), "latency", "100ms"];
    return ["tc", "qdisc", "replace", "dev", device, "root", ...filter];
  };
  await mustRun(shape(place.link));
  await mustOnHost(place, shape("eth0"));
}
