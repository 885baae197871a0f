import { scriptArgv } from "../../libvirt/script-argv.ts";
import { ServiceError } from "../../service-error.ts";
import type { FixHost } from "../host.ts";
import { type FixContext, KNOWN_LATER, type PlannedStep, type Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** Removes files ($1, $3 ...) when each is still what was noted ($2, $4 ...), else none. */
const REMOVE = `
same() {
while [ $# -ge 2 ]; do
[ "$(stat -c %i.%Y.%s -- "$1" 2>/dev/null)" = "$2" ] || { echo "$1 was changed or removed since" >&2; return 1; }
shift 2
done
}
same "$@" || exit 1
while [ $# -ge 2 ]; do
rm -f -- "$1" || exit 1
shift 2
done
`;
const TIMEOUT_MS = 30_000;

/** QEMU's certificates of this console's CA on every chosen host that has none, or has them in need of renewal. Those of others stay. */
export const installCertificates: Planner<"install-certificates"> = async (_action, { hosts, tls }) => {
  const planned = await Promise.all(hosts.map((host) => stepOn(host, tls)));
  const steps = planned.filter((step) => step !== null);
  if (steps.length === 0) throw nothingToDo();
  const values = { hosts: steps.map(({ hostName }) => hostName).join(", ") };
  const back = steps.filter(({ undo }) => undo !== null).length;
  const undo = back === steps.length ? "possible" : back === 0 ? "impossible" : "partly";
  return {
    steps,
    consequences: [
      { key: "fixes.effect.certificates", values },
      ...(undo === "possible" ? [] : [{ key: "fixes.effect.certificates-renewed" }]),
    ],
    undo,
  };
};

async function stepOn(host: FixHost, tls: FixContext["tls"]): Promise<PlannedStep | null> {
  const plan = await tls.plan(host.snapshot);
  if (plan.kind === "as-wanted") return null;
  if (plan.kind === "refused") {
    const message = { key: "errors.fixes.certificates-foreign", values: { host: host.name } };
    if (plan.problem.key === "tls.problems.foreign") throw refused(message, String(plan.problem.values?.files ?? ""));
    throw new ServiceError("conflict", { message: plan.problem, ...(plan.detail === null ? {} : { detail: plan.detail }) });
  }
  const { folder, names, paths, isNew, argv, stdin } = plan;
  const remove = (identities: readonly string[]) =>
    host.asRoot(scriptArgv(REMOVE, ...paths.flatMap((path, index) => [path, identities[index] ?? KNOWN_LATER])));
  return {
    hostId: host.id,
    hostName: host.name,
    does: { key: "fixes.does.certificates", values: { folder, names } },
    argv: host.asRoot(argv),
    undo: isNew ? remove([]) : null,
    stdin,
    ...(isNew ? { undoOf: (printed: string) => remove(printed.split("\n")) } : {}),
    timeoutMs: TIMEOUT_MS,
  };
}
