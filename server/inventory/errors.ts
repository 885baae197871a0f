import type { ErrorCode, ErrorData } from "../../lib/contract/errors.ts";
import type { HostProblemCode } from "../../lib/core/model/host.ts";
import { ServiceError } from "../service-error.ts";

/** The words are in lib/i18n, errors.inventory. */
type InventoryMessage =
  | "host-not-found"
  | "already-registered"
  | "name-taken"
  | "host-key-differs"
  | "migrating"
  | "key-unknown"
  | "key-in-use"
  | "key-stored-already"
  | "key-is-the-servers"
  | "key-not-a-key"
  | "key-public-key-only"
  | "key-passphrase-missing"
  | "key-passphrase-wrong"
  | "key-unsupported";

/** An error of the inventory with its message, at a field if one is named. */
export function inventoryError(
  code: ErrorCode,
  message: InventoryMessage,
  more: { readonly field?: string; readonly values?: Readonly<Record<string, string | number>>; readonly detail?: string } = {},
): ServiceError {
  const { field, values, detail } = more;
  return new ServiceError(code, {
    message: { key: `errors.inventory.${message}`, ...(values ? { values } : {}) },
    ...(field === undefined ? {} : { field }),
    ...(detail === undefined ? {} : { detail }),
  });
}

/** The input field that a problem most likely comes from. */
const FIELDS: Readonly<Partial<Record<HostProblemCode, string>>> = {
  "address-unresolvable": "address",
  "connection-timeout": "address",
  "no-route": "address",
  "connection-refused": "port",
  "not-ssh": "port",
  "auth-failed": "keyId",
  "libvirt-denied": "user",
};

/** A host that cannot be used as it is: the problem's own words, at the field that it most likely comes from. */
export function hostProblemError(problem: HostProblemCode, detail: string): ServiceError {
  const field = FIELDS[problem];
  const data: ErrorData = { message: { key: `hosts.problem.${problem}.title` }, problem, detail };
  return new ServiceError("host-problem", field === undefined ? data : { ...data, field });
}
