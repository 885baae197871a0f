import { labReset, labStartGuest, labStopGuest } from "../../lab/client.ts";
import { RESTLESS, STARTED_FOR_THE_SOAK } from "./moves.ts";

/** Puts the lab back to how it was, with the guests that a soak wants running, and without those that eat CPU. */
export async function startAfresh(): Promise<void> {
  await labReset();
  for (const guest of RESTLESS) await labStopGuest(guest);
  for (const guest of STARTED_FOR_THE_SOAK) await labStartGuest(guest);
}
