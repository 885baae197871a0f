import type { CommandResult } from "../../ssh/command-result.ts";
import type { HostLink } from "../host-link.ts";
import { rootPrefix } from "../root-prefix.ts";

/** The argv that runs `program` (shell text) with `args`. Packed, since no argument may hold a newline. */
export function shellArgv(program: string, args: readonly string[]): readonly string[] {
  const unpack = 'program=$(printf %s "$1" | base64 -d) && shift && eval "$program"';
  return ["sh", "-c", unpack, "virtferry-copy", packed(program), ...args];
}

/** Shell text as one word of letters that every shell reads the same. */
export function packed(program: string): string {
  return Buffer.from(program, "utf8").toString("base64");
}

export type RootRun =
  | { readonly kind: "ran"; readonly result: CommandResult }
  | { readonly kind: "no-root"; readonly words: string }
  | { readonly kind: "unknown"; readonly result: CommandResult };

/** Runs fixed shell text as root; unknown when the host did not answer, or did not run it to its end with exit code 0. */
export async function runAsRoot(
  link: HostLink,
  program: string,
  args: readonly string[],
  options: { readonly timeoutMs: number; readonly stdin?: string },
): Promise<RootRun> {
  const { prefix, result: asked } = await rootPrefix(link);
  if (prefix === null) return { kind: "no-root", words: wordsOf(asked) };
  if (prefix === undefined) return { kind: "unknown", result: asked as CommandResult };
  const result = await link.exec([...prefix, ...shellArgv(program, args)], options);
  const ended = result.exitCode === 0 && !result.timedOut && !result.connectionLost && !result.truncated;
  return { kind: ended ? "ran" : "unknown", result };
}

/** What a host said, on one line, bounded. */
export function wordsOf(result: CommandResult | null): string {
  const text = `${result?.stderr ?? ""} ${result?.stdout ?? ""}`.replace(/\s+/g, " ").trim();
  return text.slice(0, 1_500);
}
