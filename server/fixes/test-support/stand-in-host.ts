import { hostId } from "../../../lib/core/model/ids.ts";
import type { CommandResult } from "../../ssh/command-result.ts";
import { aSnapshot } from "../../test-support/records.ts";
import type { FixHost } from "../host.ts";

/** What a command prints, or its exit code where it fails. */
export type Answer = string | number;

/** A result as a host gives it. */
export function aResult(argv: readonly string[], change: Partial<CommandResult> = {}): CommandResult {
  return {
    argv,
    command: argv.join(" "),
    exitCode: 0,
    signal: null,
    stdout: "",
    stderr: "",
    durationMs: 1,
    timedOut: false,
    connectionLost: false,
    truncated: false,
    ...change,
  };
}

/** A host for planning whose commands are answered by the longest of these beginnings of a command line; any other is not found (127). */
export function standInHost(name: string, answers: Readonly<Record<string, Answer>>): FixHost {
  const id = `h_${name.padEnd(12, "x")}`;
  const snapshot = aSnapshot(1, id);
  return {
    id: hostId(id),
    name,
    snapshot: { ...snapshot, registration: { ...snapshot.registration, name } },
    mayBeRoot: true,
    asRoot: (argv) => ["sudo", "-n", ...argv],
    look: async (argv) => {
      const line = argv.join(" ").replace(/^sudo -n /, "");
      const [begin] = Object.keys(answers)
        .filter((one) => line.startsWith(one))
        .sort((a, b) => b.length - a.length);
      const answer = begin === undefined ? 127 : (answers[begin] ?? 127);
      return aResult(argv, typeof answer === "string" ? { stdout: answer } : { exitCode: answer });
    },
  };
}
