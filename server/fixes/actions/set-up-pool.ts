import type { PoolSpec } from "../../../lib/core/model/fix.ts";
import { scriptArgv } from "../../libvirt/script-argv.ts";
import { type FixHost, mustHave, virsh } from "../host.ts";
import type { PlannedStep, Planner } from "../plan.ts";
import { defineWords, isSamePool, type PoolThere, parsePool, poolInTheWay } from "../pool-definition.ts";
import { nothingToDo, refused } from "../refuse.ts";
import { missingFolders } from "./create-folder.ts";
import { POOL_START_MS } from "./start-pool.ts";

/** Each pool with whether it is active and starts by itself, and its definition as base64. */
const READ_POOLS = `
virsh -q -c qemu:///system pool-list --all --uuid </dev/null | while read -r uuid; do
[ -n "$uuid" ] || continue
info=$(virsh -q -c qemu:///system pool-info --pool "$uuid" </dev/null) || continue
active=$(printf "%s\\n" "$info" | sed -n "s/^State: *//p")
auto=$(printf "%s\\n" "$info" | sed -n "s/^Autostart: *//p")
echo "$active $auto $(virsh -q -c qemu:///system pool-dumpxml --inactive --pool "$uuid" </dev/null | base64 | tr -d "\\n")"
done
`;
/** What mounts or logs in ($1, or - for nothing), and whether host $2 takes a connection on port $3; unknown without bash. */
const CAN_REACH = `
PATH=$PATH:/usr/sbin:/sbin
command -v "$1" >/dev/null 2>&1 || { echo no-tool; exit 0; }
command -v bash >/dev/null 2>&1 || exit 0
timeout 4 bash -c "exec 3<>/dev/tcp/\\$0/\\$1" "$2" "$3" 2>/dev/null || echo no-answer
`;

/** The same pool on every chosen host: defined, started, and started with the host. What is there already and equal is only completed. */
export const setUpPool: Planner<"set-up-pool"> = async ({ pool }, { hosts }) => {
  const steps = (await Promise.all(hosts.map((host) => stepsOn(host, pool)))).flat();
  if (steps.length === 0) throw nothingToDo();
  const values = { name: pool.name, path: pool.targetPath, hosts: hosts.map(({ name }) => name).join(", ") };
  return {
    steps,
    consequences: [
      { key: "fixes.effect.pool-everywhere", values },
      ...(pool.type === "dir" ? [{ key: "fixes.effect.pool-dir-not-shared", values }] : []),
      { key: "fixes.effect.pool-undo" },
    ],
    undo: steps.some(({ undo }) => undo === null) ? "partly" : "possible",
  };
};

async function stepsOn(host: FixHost, pool: PoolSpec): Promise<readonly PlannedStep[]> {
  const values = { name: pool.name, host: host.name, path: pool.targetPath };
  const there = parsePools(mustHave(host, await host.look(scriptArgv(READ_POOLS))));
  const inTheWay = poolInTheWay(there, pool);
  if (inTheWay?.name === pool.name) throw refused({ key: "errors.fixes.pool-differs", values });
  if (inTheWay) throw refused({ key: "errors.fixes.pool-folder-taken", values: { ...values, other: inTheWay.name } });
  const present = there.find((one) => one.name === pool.name && isSamePool(one, pool));
  if (!present?.active) await mustReach(host, pool);
  const missing = pool.type === "iscsi" ? [] : await missingFolders(host, pool.targetPath);
  const step = (key: string, argv: readonly string[], undo: readonly string[] | null, timeoutMs?: number): PlannedStep => {
    return {
      hostId: host.id,
      hostName: host.name,
      does: { key, values },
      argv,
      undo,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
  };
  const on = (word: string, ...words: readonly string[]) => virsh(word, "--pool", pool.name, ...words);
  const remove = ["rmdir", "--", ...[...missing].reverse()];
  return [
    ...(present ? [] : [step("fixes.does.define-pool", virsh(...defineWords(pool)), on("pool-undefine"))]),
    ...(missing.length === 0
      ? []
      : [step("fixes.does.build-pool", on("pool-build"), host.mayBeRoot ? host.asRoot(remove) : null)]),
    ...(present?.active ? [] : [step("fixes.does.start-pool", on("pool-start"), on("pool-destroy"), POOL_START_MS)]),
    ...(present?.autostart ? [] : [step("fixes.does.autostart-pool", on("pool-autostart"), on("pool-autostart", "--disable"))]),
  ];
}

/** Throws `conflict` when the host lacks what mounts or logs in, or the server does not answer: libvirt would wait for it for minutes. */
async function mustReach(host: FixHost, pool: PoolSpec): Promise<void> {
  if (pool.type === "dir") return;
  const [tool, port] = pool.type === "netfs" ? ["mount.nfs", "2049"] : ["iscsiadm", "3260"];
  const said = mustHave(host, await host.look(scriptArgv(CAN_REACH, tool, pool.sourceHost, port))).trim();
  const values = { host: host.name, server: pool.sourceHost, port, tool };
  if (said === "no-tool") throw refused({ key: "errors.fixes.no-tool", values });
  if (said === "no-answer") throw refused({ key: "errors.fixes.no-server", values });
}

function parsePools(text: string): readonly PoolThere[] {
  return text.split("\n").flatMap((line) => {
    const [active, auto, packed = ""] = line.trim().split(" ");
    const xml = Buffer.from(packed, "base64").toString("utf8");
    const pool = parsePool(xml, { active: active === "running", autostart: auto === "yes" });
    return pool ? [pool] : [];
  });
}
