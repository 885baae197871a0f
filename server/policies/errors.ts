import type { ErrorCode } from "../../lib/contract/errors.ts";
import { ServiceError } from "../service-error.ts";

/** An error of the policies; its words are in lib/i18n, errors.policies. */
export function policyError(
  code: ErrorCode,
  message: "gone" | "name-taken" | "name-unprintable",
  more: { readonly field?: string; readonly values?: Readonly<Record<string, string | number>> } = {},
): ServiceError {
  const { field, values } = more;
  return new ServiceError(code, {
    message: { key: `errors.policies.${message}`, ...(values ? { values } : {}) },
    ...(field === undefined ? {} : { field }),
  });
}
