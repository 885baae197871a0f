import type { FixStepResult } from "../../lib/core/model/fix.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { notRun } from "../ssh/run-command.ts";
import type { FixParts } from "./parts.ts";

const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_OUTPUT = 4_000;

export interface Ran {
  /** unknown: the connection went, or there was no answer in time: it may have done its work. */
  readonly state: "done" | "failed" | "unknown";
  readonly stdout: string;
  readonly kept: Pick<FixStepResult, "exitCode" | "output">;
}

/** Runs one command of a fix. Never throws for what the host does. */
export async function runFixCommand(
  links: FixParts["links"],
  hostId: HostId,
  argv: readonly string[],
  {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    stdin,
  }: { readonly timeoutMs?: number | undefined; readonly stdin?: string | undefined } = {},
): Promise<Ran> {
  const link = links.get(hostId);
  const result = link
    ? await link.exec(argv, { timeoutMs, ...(stdin === undefined ? {} : { stdin }) })
    : notRun(argv, "the host is not registered any more", { timedOut: false });
  const unknown = result.connectionLost || result.timedOut;
  const note = result.timedOut ? `no answer within ${timeoutMs / 1000} s` : "";
  const output = [result.stdout.trim(), result.stderr.trim(), note].filter((text) => text !== "").join("\n");
  return {
    state: unknown ? "unknown" : result.exitCode === 0 ? "done" : "failed",
    stdout: result.stdout,
    kept: { exitCode: result.exitCode, output: output.slice(0, MAX_OUTPUT) },
  };
}
