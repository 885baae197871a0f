import { writableDisks } from "../../migration/disks.ts";
import type { DomainDisk } from "../../model/domain.ts";
import { isCopied, modeOf } from "../choices.ts";
import { compareVersions } from "../compare-versions.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";

/** QEMU drops the host's cache of an image when it takes it over, since this version. */
const DROPS_CACHE_SINCE = "4.0.0";

const ownDisks = perObject(writableDisks);
const cachedOf = perObject((disks: readonly DomainDisk[]) =>
  disks.filter(({ cache }) => cache !== "none" && cache !== "directsync").map(({ target }) => target),
);

/** libvirt: "Migration may lead to data corruption if disks use cache other than none or directsync". */
export const storageCache = defineRule({
  id: "storage.cache",
  group: "storage",
  reasons: ["no-disk", "closed", "uncached", "cached", "unsafe", "old-qemu"],
  evaluate: ({ domain, source, destination, options }, say) => {
    // Two QEMUs have the same file open in a live migration only, and only a disk that is not copied.
    if (modeOf(options) !== "live") return say.notApplicable("closed");
    const disks = options === null ? ownDisks(domain) : writableDisks(domain).filter((disk) => !isCopied(options, disk));
    if (disks.length === 0) return say.notApplicable("no-disk");
    const evidence = () => disks.map(({ target, cache }) => seen(source, "cache-mode", `${target}: ${cache ?? "default"}`));
    const cached = cachedOf(disks);
    if (cached.length === 0) return say.pass("uncached", () => ({ evidence }));
    const details = () => ({
      values: { disks: cached.join(", ") },
      evidence,
      fix: () => fix("cache-none", "source", [virsh("edit", domain.uuid)]),
    });
    for (const host of [source, destination]) {
      const qemu = readFact(host, (facts) => facts.qemuVersion);
      if (!qemu.known) return say.cannotTell(qemu.why, evidence());
      if (compareVersions(qemu.value, DROPS_CACHE_SINCE) < 0) return say.block("old-qemu", details);
    }
    // QEMU does not flush such an image, whoever asks: what only this host's memory holds, the other does not read.
    return disks.some(({ cache }) => cache === "unsafe") ? say.warn("unsafe", details) : say.warn("cached", details);
  },
});
