import { hasQemu } from "../../read-side.ts";
import { remoteJobId } from "../../remote-job.ts";
import { type ColdHandler, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";
import { runJob } from "../run-job.ts";

/** Moves the definition by `virsh migrate --offline`. What both hosts say decides, not the exit status. */
export const offlineMigrate: ColdHandler = {
  async run(active) {
    const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!source.reachable) return silent("source");
    if (!destination.reachable) return silent("destination");
    if (!source.present && destination.present) return done();
    if (hasQemu(source)) return failed("the VM was started on the source meanwhile");
    const end = await runJob(active, "source", remoteJobId(active), active.keeper.current().argv, async () => undefined);
    if (end.kind === "stopped") return { kind: "stopped" };
    if (end.kind === "silent") return silent("source");
    const [from, to] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!from.reachable) return silent("source");
    if (!to.reachable) return silent("destination");
    if (!from.present && to.present) return done();
    if (end.kind === "refused") return failed(end.words);
    return failed(
      end.kind === "ended" ? end.job.stderr || "virsh ended without moving the definition" : "virsh ended without an exit status",
    );
  },
};
