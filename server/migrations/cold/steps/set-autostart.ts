import { succeeded } from "../../../ssh/command-result.ts";
import { virshOn } from "../../run-command.ts";
import { wordsOf } from "../../steps/root-script.ts";
import { type ColdHandler, done, failed, silent } from "../outcome.ts";

const TIMEOUT_MS = 8_000;

/** The VM starts with its host again, as it did on the source. */
export const setAutostart: ColdHandler = {
  async run(active) {
    const result = await virshOn(active, "destination", "autostart", [], { timeoutMs: TIMEOUT_MS });
    if (result.timedOut || result.connectionLost) return silent("destination");
    return succeeded(result) ? done() : failed(wordsOf(result));
  },
};
