/** One shape for every command that ran anywhere, whether it worked or not. */
export interface CommandResult {
  /** The array that was meant. */
  readonly argv: readonly string[];
  /** Its quoted form: the same for preview, log and run. */
  readonly command: string;
  /** Null when there is none: killed by a signal, timed out, or the connection was lost. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly timedOut: boolean;
  readonly connectionLost: boolean;
  /** Output was longer than the bound and was cut. */
  readonly truncated: boolean;
}

/** True when the command ran to its end with exit code 0 and all of its output is here. */
export function succeeded(result: CommandResult): boolean {
  return result.exitCode === 0 && !result.timedOut && !result.connectionLost && !result.truncated;
}
