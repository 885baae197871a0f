import type { GuestPlace } from "./config.ts";
import { labError } from "./errors.ts";
import { until } from "./run.ts";
import { lastHeartbeat, serialLogPath } from "./serial-log.ts";
import { hostOf, type Lab } from "./state.ts";

/** Waits until each of these guests has counted on its home host. */
export async function awaitGuests(lab: Lab, guests: readonly GuestPlace[], tell: (text: string) => void): Promise<void> {
  await Promise.all(
    guests
      .filter(({ guest }) => guest.running)
      .map(async (place) => {
        const log = serialLogPath(hostOf(lab, place.guest.home), place);
        const beat = await until(60_000, 200, () => lastHeartbeat(log));
        if (!beat) throw labError("failed", `guest ${place.guest.key} did not boot`, `Look into ${log}`);
        tell(`guest ${place.guest.key} runs at ${place.address}`);
      }),
  );
}
