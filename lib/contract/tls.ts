import { z } from "zod";
import type { DateState } from "../core/tls/dates.ts";
import type { TlsSetState } from "../core/tls/set-state.ts";
import { hostIdInput } from "./inputs.ts";
import type { HostId, Message } from "./model.ts";

/** Whose certificates: QEMU's, for migrations; libvirt's own, for qemu+tls connections. */
export type TlsSetName = "qemu" | "libvirt";

/** Certificates for one host. `replace` lets foreign files be replaced; they are kept beside, under another name. */
export const tlsSetUpInput = z.object({
  hostId: hostIdInput,
  replace: z.boolean().default(false),
  forLibvirt: z.boolean().default(false),
});
export const tlsRenewInput = z.object({ hostId: hostIdInput });

/** One set of five files on a host. */
export interface TlsSetView {
  readonly folder: string;
  readonly state: TlsSetState;
  /** Of the server certificate; null when there is none that can be read. */
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly names: readonly string[];
    readonly notAfterMs: number;
    /** By the host's clock; "soon" = less than 30 days left. */
    readonly dates: DateState;
  } | null;
  /** Names and addresses that the host has now, and that its certificate does not. */
  readonly missingNames: readonly string[];
  /** Paths of files that this console did not make. */
  readonly foreignFiles: readonly string[];
  /** Paths that the user who needs them may not read. */
  readonly unreadableFiles: readonly string[];
}

export interface TlsHostView {
  readonly hostId: HostId;
  readonly hostName: string;
  /** Why nothing could be seen; null = it was. */
  readonly problem: Message | null;
  /** Host text to the problem. */
  readonly detail: string | null;
  readonly sets: Readonly<Record<TlsSetName, TlsSetView>> | null;
  /** Null = qemu.conf could not be read. */
  readonly verify: boolean | null;
  readonly force: boolean | null;
}

export interface TlsStatusView {
  /** This console's CA; null = it has none yet. */
  readonly authority: { readonly subject: string; readonly fingerprint: string; readonly notAfterMs: number } | null;
  readonly hosts: readonly TlsHostView[];
}

export interface TlsStep {
  readonly id: string;
  readonly label: Message;
  readonly state: "done" | "failed";
  /** As a shell would take it; null = it was done on this server. */
  readonly command: string | null;
  /** Host text. */
  readonly detail: string | null;
}

/** What was done on one host. */
export interface TlsSetUpView {
  readonly hostId: HostId;
  readonly hostName: string;
  readonly ok: boolean;
  /** Why it stopped. */
  readonly problem: Message | null;
  readonly steps: readonly TlsStep[];
  /** What is still to be done by hand. */
  readonly notes: readonly Message[];
}
