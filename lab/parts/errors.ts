/** An error of the lab that a person can act on: what happened, and what to do about it. */
export interface LabError extends Error {
  readonly code: "unsupported-machine" | "usage" | "failed" | "busy" | "not-up";
  readonly advice: string | undefined;
}

const exitCodes: Record<LabError["code"], number> = {
  usage: 2,
  "unsupported-machine": 3,
  "not-up": 4,
  busy: 5,
  failed: 1,
};

/** Makes a {@link LabError}. */
export function labError(code: LabError["code"], message: string, advice?: string): LabError {
  return Object.assign(new Error(message), { code, advice, name: "LabError" });
}

/** Tells a {@link LabError} from any other thrown value (by shape: the file may be loaded twice). */
export function isLabError(value: unknown): value is LabError {
  return value instanceof Error && value.name === "LabError";
}

/** The exit code of the command line for an error. */
export function exitCodeOf(error: unknown): number {
  return isLabError(error) ? exitCodes[error.code] : 1;
}
