import type { Probes } from "../probes.ts";
import { savedStatePath } from "../state-files.ts";
import { chosen, cloning } from "../test-support/chosen.ts";
import { done, labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { devicesStateFiles } from "./devices-state-files.ts";

const nvram = "/var/lib/libvirt/qemu/nvram/web01_VARS.fd";
const domain = { nvram, hasTpm: true } as const;
const offline = chosen({ mode: "offline" });
const there = (...paths: string[]): Pick<Probes, "files"> => {
  const file = { exists: true, readable: true, executable: false, sizeBytes: 1 };
  return { files: done(new Map(paths.map((path) => [path, file]))) };
};

testRule(devicesStateFiles, [
  ["live: QEMU carries them", { domain }, "not-applicable none"],
  ["neither firmware nor TPM", { options: offline }, "not-applicable none"],
  ["free", { domain, options: offline, probes: there() }, "pass free"],
  ["variables of another VM", { domain, options: offline, probes: there(nvram) }, "block exists"],
  [
    "a TPM's folder",
    { domain, options: offline, probes: there(`/var/lib/libvirt/swtpm/${labDomain("web01").uuid}`) },
    "block exists",
  ],
  ["a clone has a name of its own", { domain, options: cloning(), probes: there(nvram) }, "pass free"],
  ["which is taken", { domain, options: cloning(), probes: there("/var/lib/libvirt/qemu/nvram/copy_VARS.fd") }, "block exists"],
  [
    "a suspended guest of an earlier try",
    { options: chosen({ mode: "saved-state" }), probes: there(savedStatePath(labDomain("web01").uuid)) },
    "block exists",
  ],
  ["not looked for", { domain, options: offline, probes: { files: { kind: "pending" } } }, "unknown not-probed"],
]);
