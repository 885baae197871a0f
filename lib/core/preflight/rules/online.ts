import type { Finding } from "../../model/finding.ts";
import type { HostSnapshot } from "../../model/host.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { Say } from "../rule.ts";

export const ONLINE_REASONS = ["online", "connecting", "unreachable", "refused"] as const;

/** Shared by the rules for source and destination: a host that we do not reach cannot be checked, let alone migrated from or to. */
export function sayOnline(
  host: HostSnapshot,
  runOn: "source" | "destination",
  say: Say<(typeof ONLINE_REASONS)[number]>,
): Finding {
  const evidence = () => [seen(host, "state", host.state), ...(host.problem ? [seen(host, "problem", host.problem.detail)] : [])];
  switch (host.state) {
    case "online":
      return say.pass("online", { evidence });
    case "connecting":
      return say.unknown("connecting", { evidence });
    case "unreachable":
      return say.block("unreachable", { evidence, fix: fix("bring-host-online", runOn) });
    case "blocked":
      return say.block("refused", { evidence, fix: fix("bring-host-online", runOn) });
  }
}
