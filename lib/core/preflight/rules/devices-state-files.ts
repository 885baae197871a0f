import { commandsOf, fileText, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { stateFiles } from "../state-files.ts";

/** The firmware's variables, the TPM's state and a suspended guest are copied to their usual places: what lies there belongs to somebody, and is not written over. */
export const devicesStateFiles = defineRule({
  id: "devices.state-files",
  group: "devices",
  reasons: ["none", "free", "exists"],
  evaluate: ({ domain, destination, options, probes: { files } }, say) => {
    const paths = stateFiles(domain, options);
    if (paths.length === 0) return say.notApplicable("none");
    if (files.kind !== "done") return say.notProbed(files);
    const evidence = () => [
      ...commandsOf(files),
      ...paths.map((path) => probed(files, destination.registration.id, "file", fileText(path, files.value.get(path)))),
    ];
    const taken = paths.filter((path) => files.value.get(path)?.exists === true);
    const values = { path: (taken.length > 0 ? taken : paths).join(", ") };
    if (taken.length === 0) return say.pass("free", { values, evidence });
    const commands = taken.map((path) => ["ls", "-ld", "--", path]);
    return say.block("exists", { values, evidence, fix: fix("move-file-away", "destination", commands) });
  },
});
