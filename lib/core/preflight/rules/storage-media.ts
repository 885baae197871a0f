import { commandsOf, fileText, probed, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { diskText, mediaNeeded } from "./disks.ts";

/** libvirt: "Cannot access storage file": a forgotten ISO in the drive stops a migration as surely as a missing disk. */
export const storageMedia = defineRule({
  id: "storage.media",
  group: "storage",
  reasons: ["none", "present", "missing", "unreadable"],
  evaluate: ({ domain, source, destination, options, probes: { files } }, say) => {
    const disks = mediaNeeded(domain, options);
    if (disks.length === 0) return say.notApplicable("none");
    if (files.kind !== "done") return say.notProbed(files);
    const seenThere = disks.map((disk) => ({ disk, path: disk.source ?? "", file: files.value.get(disk.source ?? "") }));
    const evidence = () => [
      ...disks.map((disk) => seen(source, "disk", diskText(disk))),
      ...commandsOf(files),
      ...seenThere.map(({ path, file }) => probed(files, destination.registration.id, "file", fileText(path, file))),
    ];
    const missing = seenThere.filter(({ file }) => !file?.exists);
    if (missing.length > 0) {
      const eject = missing.map(({ disk }) => virsh("change-media", domain.uuid, disk.target, "--eject", "--live"));
      const drives = missing.filter(({ disk }) => disk.device === "cdrom" || disk.device === "floppy").length === missing.length;
      const target = missing[0]?.disk.target ?? "";
      const advice = drives
        ? fix("eject-media", { runOn: "source", commands: eject, apply: { kind: "eject-media", target } })
        : fix("copy-file", "destination");
      return say.block("missing", { values: { path: missing[0]?.path ?? "" }, evidence, fix: advice });
    }
    const unreadable = seenThere.find(({ file }) => !file?.readable);
    if (unreadable)
      return say.unknown("unreadable", { values: { path: unreadable.path }, evidence, fix: fix("allow-read", "destination") });
    return say.pass("present", { evidence });
  },
});
