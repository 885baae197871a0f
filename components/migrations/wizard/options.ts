import { type ErrorData, type MigrationOptions, type MigrationRequest, migrationOptionsInput } from "@/lib/contract/index.ts";
import { WIZARD_DEFAULTS, type WizardParams } from "./search-params.ts";

/** Names of the option fields that can be wrong, as the contract's error paths have them. */
export type OptionField = "maxDowntimeMs" | "bandwidthMiBps" | "timeoutS";

/** Each wrong field with its message's key below `errors.field`. */
export type OptionErrors = Readonly<Partial<Record<OptionField, string>>>;

export type ReadOptions =
  | { readonly ok: true; readonly options: MigrationOptions }
  | { readonly ok: false; readonly errors: OptionErrors };

const WHOLE_NUMBER = /^\d{1,15}$/;

/** Empty = null; a plain whole number = that number; anything else (1e9, -1, 0x10, words) = NaN, which no field accepts. */
function readNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return WHOLE_NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/**
 * The migration options that the wizard's choices mean, checked by the contract's own schema.
 * `domainPersistent` decides how the definition moves while the admin has said nothing: persistent and undefine-source always go
 * together for a persistent domain, and neither goes with a transient one (one UUID must not stay defined twice).
 */
export function readOptions(params: WizardParams, domainPersistent: boolean): ReadOptions {
  const moves = domainPersistent && (params.persist ?? true);
  const read = migrationOptionsInput.safeParse({
    maxDowntimeMs: readNumber(params.downtime),
    bandwidthMiBps: readNumber(params.bandwidth),
    autoConverge: params.converge,
    timeoutS: readNumber(params.timeout),
    timeoutAction: params.timeoutAction,
    persistent: moves,
    undefineSource: moves,
  });
  if (read.success) return { ok: true, options: read.data };
  const errors: Partial<Record<OptionField, string>> = {};
  for (const issue of read.error.issues) {
    const field = issue.path[0];
    if (isOptionField(field)) errors[field] ??= issue.message;
  }
  return { ok: false, errors };
}

/** The wizard's choices that stand for a request: "retry with the same choices", at the preflight step. */
export function paramsFromRequest(request: MigrationRequest): WizardParams {
  const { options } = request;
  const text = (value: number | null) => (value === null ? "" : String(value));
  return {
    ...WIZARD_DEFAULTS,
    step: "preflight",
    vm: request.domainUuid,
    from: request.sourceHostId,
    to: request.destinationHostId,
    downtime: text(options.maxDowntimeMs),
    bandwidth: text(options.bandwidthMiBps),
    converge: options.autoConverge,
    timeout: text(options.timeoutS),
    timeoutAction: options.timeoutAction,
    persist: options.persistent,
  };
}

/** The error of one option that the server refused, at its field; nothing when the error is about something else. */
export function fieldErrors(data: ErrorData | undefined): OptionErrors {
  const field = data?.field?.replace(/^options\./, "");
  const key = data?.message.key.replace(/^errors\.field\./, "");
  return field && key && isOptionField(field) ? { [field]: key } : {};
}

function isOptionField(field: PropertyKey | undefined): field is OptionField {
  return field === "maxDowntimeMs" || field === "bandwidthMiBps" || field === "timeoutS";
}
