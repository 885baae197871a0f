import { labReset, labStartGuest, labStopGuest } from "../../lab/client.ts";
import { STARTED_FOR_THE_SOAK, STOPPED_FOR_THE_SOAK } from "./moves.ts";

/** Puts the lab back to how it was, with the guests that a soak wants running, and without those that it leaves out. */
export async function startAfresh(): Promise<void> {
  await labReset();
  for (const guest of STOPPED_FOR_THE_SOAK) await labStopGuest(guest);
  for (const guest of STARTED_FOR_THE_SOAK) await labStartGuest(guest);
}
