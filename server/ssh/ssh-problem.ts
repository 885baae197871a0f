import type { HostKey, HostProblemCode } from "../../lib/core/model/host.ts";

/** Why a connection could not be made or was lost. `detail` is the library's or the host's own words; no secret is ever in it. */
export interface SshProblem {
  readonly code: HostProblemCode;
  readonly detail: string;
  /** Only with host-key-changed, where the host let us see it. */
  readonly presentedKey?: HostKey;
}
