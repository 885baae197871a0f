import { carriesState } from "../choices.ts";
import { devicePaths } from "../device-paths.ts";
import { commandsOf, fileText, probed, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** QEMU opens what is behind serial ports and channels when it starts there: a log in a folder that is not there ends it. */
export const devicesPaths = defineRule({
  id: "devices.paths",
  group: "devices",
  reasons: ["none", "present", "no-folder", "no-device"],
  evaluate: ({ domain, source, destination, options, probes: { files } }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const wanted = devicePaths(domain);
    if (wanted.length === 0) return say.notApplicable("none");
    if (files.kind !== "done") return say.notProbed(files);
    const looks = wanted.map((one) => ({ ...one, file: files.value.get(one.needed) }));
    const evidence = () => [
      ...wanted.map(({ path }) => seen(source, "device", path)),
      ...commandsOf(files),
      ...looks.map(({ needed, file }) => probed(files, destination.registration.id, "file", fileText(needed, file))),
    ];
    const missing = looks.find(({ file }) => !file?.exists);
    if (!missing) return say.pass("present", { values: { path: wanted.map(({ path }) => path).join(", ") }, evidence });
    const { path, needed } = missing;
    const says = carriesState(options) ? say.block : say.warn;
    if (needed === path) return says("no-device", { values: { path }, evidence, fix: fix("detach-device", "source") });
    const values = { path, folder: needed };
    const advice = fix("make-folder", {
      runOn: "destination",
      commands: [["mkdir", "-p", "--", needed]],
      values,
      apply: { kind: "create-folder", path: needed },
    });
    return says("no-folder", { values, evidence, fix: advice });
  },
});
