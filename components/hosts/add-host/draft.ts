import type { HostProblemCode } from "@/lib/contract/index.ts";

/** Stands for "a key that is pasted now" in the choice of keys; no stored key has this id (capitals are not allowed in one). */
export const PASTED = "PASTED";
/** The key that the server made for itself. */
export const SERVER_KEY = "server";

/** What the admin typed so far. */
export interface HostDraft {
  readonly address: string;
  /** NaN = not a number. */
  readonly port: number | null;
  readonly user: string;
  readonly keyId: string;
  readonly keyName: string;
  readonly privateKey: string;
  readonly passphrase: string;
}

export const EMPTY_DRAFT: HostDraft = {
  address: "",
  port: 22,
  user: "root",
  keyId: SERVER_KEY,
  keyName: "",
  privateKey: "",
  passphrase: "",
};

/** The field that a problem belongs to, where it is one of the form's. */
export function fieldOfProblem(code: HostProblemCode): "address" | "port" | null {
  switch (code) {
    case "address-unresolvable":
    case "no-route":
    case "connection-timeout":
      return "address";
    case "connection-refused":
    case "not-ssh":
      return "port";
    default:
      return null;
  }
}
