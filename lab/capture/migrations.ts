import { type RunResult, sleep } from "../parts/run.ts";
import { guestOf } from "../parts/state.ts";
import type { Recorder } from "./recorder.ts";

const virsh = (...argv: string[]): string[] => ["virsh", "-c", "qemu:///system", ...argv];
const usual = ["--live", "--p2p", "--persistent", "--undefinesource", "--unsafe"];

/** The command that moves a guest, as an operator would type it. */
export function migrate(uuid: string, to: string, ...options: string[]): string[] {
  return virsh("migrate", ...usual, ...options, uuid, `qemu+ssh://${to}/system`);
}

/** Captures jobs while they run and after their end, and the events of a whole migration at both ends. */
export async function captureMigrations(recorder: Recorder): Promise<void> {
  await captureEvents(recorder);
  await captureMemoryJob(recorder);
  await captureStorageJob(recorder);
  await capturePostCopy(recorder);
}

async function captureEvents(recorder: Recorder): Promise<void> {
  const { uuid } = guestOf(recorder.lab, "web01");
  const argv = virsh("event", "--all", "--loop", "--timestamp");
  for (const [from, to, word] of [
    ["hv1", "hv2", "there"],
    ["hv2", "hv1", "back"],
  ] as const) {
    const listen = (host: string) => recorder.run(host, ["timeout", "-s", "INT", "9", ...argv]);
    const listeners = [listen(from), listen(to)];
    await sleep(1000);
    const moved = await recorder.record(`migrate-live-${word}.web01.txt`, from, migrate(uuid, to, "--verbose"));
    const done = virsh("domjobinfo", "--completed", "--rawstats", uuid);
    if (moved.exitCode === 0 && word === "there") {
      await recorder.record("domjobinfo-completed-rawstats-destination.web01.txt", to, [...done, "--keep-completed"]);
      await recorder.record("domjobinfo-completed-destination.web01.txt", to, virsh("domjobinfo", "--completed", uuid));
      await recorder.record(
        "domjobinfo-completed-rawstats-source-gone.web01.txt",
        from,
        done,
        "the source has forgotten the domain",
      );
      await recorder.record("domstate-reason-after-migration.web01.txt", to, virsh("domstate", "--reason", uuid));
    }
    const [source, destination] = await Promise.all(listeners);
    const note = "ended by SIGINT";
    if (source) await recorder.keep(`events-source-${word}.web01.txt`, from, argv, source, note);
    if (destination) await recorder.keep(`events-destination-${word}.web01.txt`, to, argv, destination, note);
  }
}

async function captureMemoryJob(recorder: Recorder): Promise<void> {
  const { uuid } = guestOf(recorder.lab, "busy04");
  const command = migrate(uuid, "hv2", "--bandwidth", "16");
  const running = recorder.run("hv1", command);
  await sleep(6000);
  await recorder.record("domjobinfo-memory.busy04.txt", "hv1", virsh("domjobinfo", uuid));
  await recorder.record("domjobinfo-rawstats-memory.busy04.txt", "hv1", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("domjobinfo-rawstats-memory-destination.busy04.txt", "hv2", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("domstate-reason-incoming.busy04.txt", "hv2", virsh("domstate", "--reason", uuid));
  await recorder.record("domstats-raw-migrating.busy04.txt", "hv1", virsh("domstats", "--raw", uuid));
  await recorder.record("list-all-incoming.hv2.txt", "hv2", virsh("list", "--all", "--title"));
  await recorder.record("migrate-second-while-running.busy04.txt", "hv1", migrate(uuid, "hv2"));
  await sleep(14_000);
  await recorder.record(
    "domjobinfo-memory-later.busy04.txt",
    "hv1",
    virsh("domjobinfo", uuid),
    "does not converge at this bandwidth",
  );
  await recorder.record("domjobinfo-rawstats-memory-later.busy04.txt", "hv1", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("domjobabort.busy04.txt", "hv1", virsh("domjobabort", uuid));
  await recorder.keep("migrate-aborted.busy04.txt", "hv1", command, await running, "domjobabort while it ran");
  await recorder.record("domstate-reason-after-abort.busy04.txt", "hv1", virsh("domstate", "--reason", uuid));
  await recorder.record(
    "domjobinfo-completed-rawstats-after-abort.busy04.txt",
    "hv1",
    virsh("domjobinfo", "--completed", "--rawstats", uuid),
  );
  for (let attempt = 0; attempt < 5; attempt++) {
    const again = recorder.run("hv1", command);
    await sleep(2500);
    await recorder.run("hv1", virsh("domjobabort", uuid));
    const result = await again;
    if (result.stderr.includes("End of file")) continue;
    return recorder.keep("migrate-aborted-told.busy04.txt", "hv1", command, result, "the same, when the true text came through");
  }
}

async function captureStorageJob(recorder: Recorder): Promise<void> {
  const { uuid } = guestOf(recorder.lab, "db02");
  const command = migrate(uuid, "hv2", "--copy-storage-all", "--migrate-disks", "vda", "--bandwidth", "12");
  const running = recorder.run("hv1", command);
  await sleep(4000);
  await recorder.record("domjobinfo-storage.db02.txt", "hv1", virsh("domjobinfo", uuid));
  await recorder.record("domjobinfo-rawstats-storage.db02.txt", "hv1", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("domblkjob-info-storage.db02.txt", "hv1", virsh("blockjob", uuid, "vda", "--info"));
  await recorder.record("domstats-raw-storage.db02.txt", "hv1", virsh("domstats", "--raw", uuid));
  let last: RunResult | undefined;
  for (let step = 0; step < 60 && !/^memory_total: [1-9]/m.test(last?.stdout ?? ""); step++) {
    await sleep(300);
    last = await recorder.run("hv1", virsh("domjobinfo", "--rawstats", uuid));
  }
  if (last)
    await recorder.keep(
      "domjobinfo-rawstats-memory-after-storage.db02.txt",
      "hv1",
      virsh("domjobinfo", "--rawstats", uuid),
      last,
    );
  await recorder.keep("migrate-copy-storage.db02.txt", "hv1", command, await running);
  await recorder.record(
    "domjobinfo-completed-rawstats-storage.db02.txt",
    "hv2",
    virsh("domjobinfo", "--completed", "--rawstats", uuid),
  );
  await dropImage(recorder, "hv1");
  await recorder.record(
    "migrate-copy-storage-precreated.db02.txt",
    "hv2",
    migrate(uuid, "hv1", "--copy-storage-all"),
    "no image there, made in the pool",
  );
  await dropImage(recorder, "hv2");
}

/** Without the refresh libvirt believes the volume is still there and does not make it anew. */
async function dropImage(recorder: Recorder, host: string): Promise<void> {
  await recorder.run(host, ["rm", "-f", "/var/lib/libvirt/images/db02-vda.qcow2"]);
  await recorder.run(host, virsh("pool-refresh", "default"));
}

async function capturePostCopy(recorder: Recorder): Promise<void> {
  const { uuid } = guestOf(recorder.lab, "busy04");
  const command = migrate(uuid, "hv2", "--postcopy", "--bandwidth", "16", "--postcopy-bandwidth", "8");
  const running = recorder.run("hv1", command);
  await sleep(6000);
  await recorder.record("migrate-postcopy-switch.busy04.txt", "hv1", virsh("migrate-postcopy", uuid));
  await sleep(1000);
  await recorder.record("domjobinfo-rawstats-postcopy.busy04.txt", "hv1", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("domstate-reason-postcopy-source.busy04.txt", "hv1", virsh("domstate", "--reason", uuid));
  await recorder.record("domstate-reason-postcopy-destination.busy04.txt", "hv2", virsh("domstate", "--reason", uuid));
  await recorder.record("domjobabort-in-postcopy.busy04.txt", "hv1", virsh("domjobabort", uuid));
  await recorder.record("domjobabort-postcopy.busy04.txt", "hv1", virsh("domjobabort", "--postcopy", uuid), "pauses the job");
  await recorder.keep("migrate-postcopy-paused.busy04.txt", "hv1", command, await running, "domjobabort --postcopy while it ran");
  await recorder.record("domstate-reason-postcopy-failed-source.busy04.txt", "hv1", virsh("domstate", "--reason", uuid));
  await recorder.record("domstate-reason-postcopy-failed-destination.busy04.txt", "hv2", virsh("domstate", "--reason", uuid));
  await recorder.record("domjobinfo-rawstats-postcopy-failed.busy04.txt", "hv1", virsh("domjobinfo", "--rawstats", uuid));
  await recorder.record("migrate-postcopy-resume.busy04.txt", "hv1", migrate(uuid, "hv2", "--postcopy", "--postcopy-resume"));
  await recorder.record(
    "domjobinfo-completed-rawstats-postcopy.busy04.txt",
    "hv2",
    virsh("domjobinfo", "--completed", "--rawstats", uuid),
  );
  await recorder.record("migrate-live-unlimited.busy04.txt", "hv2", migrate(uuid, "hv1"));
}
