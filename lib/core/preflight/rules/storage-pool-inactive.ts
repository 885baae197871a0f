import type { DomainDisk } from "../../model/domain.ts";
import type { Fix } from "../../model/finding.ts";
import type { StoragePool } from "../../model/host.ts";
import { carriesState, destinationPath, isCopied } from "../choices.ts";
import { type RuleContext, readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { isPathDisk } from "./disks.ts";

/** A pool that is about to be used, with a disk that lies in it. */
interface Use {
  readonly disk: DomainDisk;
  readonly pool: StoragePool;
}

/**
 * The destination knows the folder of a disk as a storage pool, but has not started it: a pool that mounts something (NFS, iSCSI, a filesystem) is an
 * empty folder until then. A disk that names its pool ("volume") cannot be opened at all: "storage pool 'x' is not active".
 */
export const storagePoolInactive = defineRule({
  id: "storage.pool-inactive",
  group: "storage",
  reasons: ["no-pool", "active", "inactive", "not-mounted", "volume-missing", "volume-inactive"],
  evaluate: (context, say) => {
    const { domain, destination, options } = context;
    const pools = readFact(destination, (facts) => facts.pools);
    if (!pools.known) return say.cannotTell(pools.why);
    const evidence = () =>
      pools.value.map(({ name, type, active, targetPath }) =>
        seen(destination, "pool", `${name} (${type}${active ? "" : ", inactive"}) ${targetPath ?? "-"}`),
      );
    const volumes = domain.disks.filter(({ type, source }) => type === "volume" && source !== null);
    const lacking = volumes.find((disk) => !pools.value.some(({ name }) => name === poolOfVolume(disk)));
    const says = carriesState(options) ? say.block : say.warn;
    if (lacking) {
      const values = { disk: lacking.target, pool: poolOfVolume(lacking) };
      const advice = fix("set-up-pool", { runOn: "source", commands: [virsh("pool-dumpxml", values.pool)], values });
      return says("volume-missing", { values, evidence, fix: advice });
    }
    const uses = [
      ...volumes.flatMap((disk) =>
        useOf(
          disk,
          pools.value.find(({ name }) => name === poolOfVolume(disk)),
        ),
      ),
      ...domain.disks.filter(isPathDisk).flatMap((disk) => {
        const path = destinationPath(options, disk);
        return useOf(disk, path === null ? undefined : poolOfPath(pools.value, path));
      }),
    ];
    if (uses.length === 0) return say.notApplicable("no-pool");
    const sleeping = uses.filter(({ pool }) => !pool.active);
    const ofVolume = sleeping.find(({ disk }) => disk.type === "volume");
    if (ofVolume) return says("volume-inactive", () => ({ ...valuesOf(ofVolume), evidence, fix: start(ofVolume.pool) }));
    const unseen = sleeping.find((use) => options !== null && isNotThere(context, use));
    if (unseen) return say.block("not-mounted", () => ({ ...valuesOf(unseen), evidence, fix: start(unseen.pool) }));
    const [first] = sleeping;
    if (first) return say.warn("inactive", () => ({ ...valuesOf(first), evidence, fix: start(first.pool) }));
    return say.pass("active", () => ({
      values: { pool: [...new Set(uses.map(({ pool }) => pool.name))].join(", ") },
      evidence,
    }));
  },
});

function useOf(disk: DomainDisk, pool: StoragePool | undefined): readonly Use[] {
  return pool ? [{ disk, pool }] : [];
}

/** The facts write a volume as pool/volume; a volume's name may have slashes of its own. */
function poolOfVolume({ source }: DomainDisk): string {
  return source?.split("/")[0] ?? "";
}

/** The pool with the longest folder that the path lies below. */
function poolOfPath(pools: readonly StoragePool[], path: string): StoragePool | undefined {
  const folder = ({ targetPath }: StoragePool) => `${targetPath?.replace(/\/+$/, "") ?? ""}/`;
  return pools
    .filter((pool) => pool.targetPath !== null && folder(pool) !== "/" && path.startsWith(folder(pool)))
    .toSorted((a, b) => folder(b).length - folder(a).length)[0];
}

/** True when the destination was seen not to have this disk, and starting the pool would mount something there. */
function isNotThere({ options, probes: { storage } }: RuleContext, { disk, pool }: Use): boolean {
  if (pool.type === "dir" || isCopied(options, disk) || storage.kind !== "done") return false;
  const outcome = storage.value.get(disk.source ?? "")?.outcome;
  return outcome === "missing-at-destination" || outcome === "not-shared";
}

function valuesOf({ disk, pool }: Use) {
  return { values: { disk: disk.target, pool: pool.name, type: pool.type, path: pool.targetPath ?? "-" } };
}

function start({ name }: StoragePool): Fix {
  return fix("start-pool", {
    runOn: "destination",
    commands: [virsh("pool-start", name)],
    values: { pool: name },
    apply: { kind: "start-pool", name },
  });
}
