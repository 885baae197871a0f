import { succeeded } from "../../../ssh/command-result.ts";
import { hasQemu } from "../../read-side.ts";
import { virshOn } from "../../run-command.ts";
import { wordsOf } from "../../steps/root-script.ts";
import { type ColdHandler, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";

const TIMEOUT_MS = 15_000;

/** Removes the definition on the source, when the destination surely has one. The files stay: they are an admin's to remove. */
export const undefineSource: ColdHandler = {
  async run(active) {
    const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!source.reachable) return silent("source");
    if (!destination.reachable) return silent("destination");
    if (!source.present) return done();
    if (!destination.present || destination.persistent !== true) return failed("the destination has no definition of the VM");
    if (hasQemu(source)) return failed("the VM runs on the source; its definition stays");
    // libvirt 8.9 and newer would remove a TPM's state with the definition; older ones do not know the flag and keep it.
    const withTpm = await virshOn(active, "source", "undefine", ["--keep-nvram", "--keep-tpm"], { timeoutMs: TIMEOUT_MS });
    const result = succeeded(withTpm)
      ? withTpm
      : await virshOn(active, "source", "undefine", ["--keep-nvram"], { timeoutMs: TIMEOUT_MS });
    if (result.timedOut || result.connectionLost) return silent("source");
    return succeeded(result) ? done() : failed(wordsOf(result));
  },
};
