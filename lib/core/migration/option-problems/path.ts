import type { MigrationOptions } from "../../model/options.ts";
import { needsPostCopy } from "../option-uses.ts";
import type { OptionProblem } from "./problem.ts";

/** How the data gets from host to host: TLS, addresses and ports, and what a tunnel through libvirt cannot carry. */
export function pathProblems(options: MigrationOptions): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (options.tlsDestination !== null && !options.tls)
    problems.push({ field: "options.tlsDestination", key: "tls-name-needs-tls" });
  if (options.migratePort !== null && options.migrateAddress === null)
    problems.push({ field: "options.migratePort", key: "migrate-port-needs-address" });
  if (options.migratePort !== null && options.migratePort === options.disksPort)
    problems.push({ field: "options.disksPort", key: "ports-equal" });
  return [...problems, ...tunnelProblems(options)];
}

/** libvirt carries one stream and nothing else through its own connection (all tried on 9.0). */
function tunnelProblems(options: MigrationOptions): readonly OptionProblem[] {
  if (!options.tunnelled) return [];
  const excluded: readonly (readonly [keyof MigrationOptions, boolean])[] = [
    ["parallelConnections", options.parallelConnections !== null],
    ["postCopy", needsPostCopy(options)],
    ["tls", options.tls],
    ["storageCopy", options.storageCopy !== "none"],
    ["migrateAddress", options.migrateAddress !== null],
    ["listenAddress", options.listenAddress !== null],
    ["disksPort", options.disksPort !== null],
    ["disksSocket", options.disksSocket !== null],
    ["zeroCopy", options.zeroCopy],
  ];
  return excluded
    .filter(([, chosen]) => chosen)
    .map(([name]) => ({ field: `options.${name}`, key: "tunnelled-with", values: { option: name } }));
}
