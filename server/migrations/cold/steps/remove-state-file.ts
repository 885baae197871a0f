import { removeRemoteJob } from "../../../libvirt/remote-job.ts";
import { succeeded } from "../../../ssh/command-result.ts";
import { linkOf } from "../../active.ts";
import { remoteJobId } from "../../remote-job.ts";
import { sideOf, textOf } from "../../steps/handler.ts";
import { rootScript, wordsOf } from "../../steps/root-script.ts";
import { type ColdHandler, done, failed, silent } from "../outcome.ts";

const TIMEOUT_MS = 20_000;

/** A state that was resumed is older than the disks: resumed again it would corrupt them, so it goes on both hosts. */
export const removeStateFile: ColdHandler = {
  async run(active, step) {
    const side = sideOf(active, step);
    const path = textOf(step, "path");
    const result = await rootScript(active, side, 'rm -f -- "$1"', [path], { timeoutMs: TIMEOUT_MS, standsFor: ["rm", path] });
    if (result.timedOut || result.connectionLost) return silent(side);
    const link = linkOf(active, side);
    if (link) await removeRemoteJob(link, `${remoteJobId(active)}-${side === "source" ? "save" : "restore"}`);
    return succeeded(result) ? done() : failed(wordsOf(result));
  },
};
