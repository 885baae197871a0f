import type { HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost } from "../parts/host-process.ts";

const awayName = "lab-away";

/**
 * Takes the name from a host's bridge, or gives it back: no guest can be plugged into it then, while the host itself and the guests that are
 * plugged in keep their network.
 */
export async function setBridge(place: HostPlace, state: "on" | "off"): Promise<void> {
  const { bridge, name } = place.host;
  if (!bridge) throw labError("usage", `${name} has no bridge`);
  const [from, to] = state === "off" ? [bridge, awayName] : [awayName, bridge];
  // A link that is up takes another name only on new kernels; going down and up keeps the addresses.
  const script =
    'ip link show dev "$1" >/dev/null 2>&1 || exit 0; ip link set dev "$1" name "$2" 2>/dev/null && exit 0\n' +
    'ip link set dev "$1" down && ip link set dev "$1" name "$2" && ip link set dev "$2" up';
  await mustOnHost(place, ["sh", "-c", script, "sh", from, to]);
}
