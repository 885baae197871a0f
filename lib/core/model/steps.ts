import type { Message } from "./finding.ts";
import type { HostId } from "./ids.ts";
import type { LeverAction } from "./options.ts";

/** What a migration does on hosts beside the one `virsh migrate`: closed, each kind has one handler on the server. */
export type StepKind =
  /** Makes an empty image of the same virtual size and format at the destination, never over a file that exists. */
  | "create-image"
  /** Makes an overlay on the equal backing file at the destination. */
  | "create-overlay"
  /** Writes the rewritten XML for `--xml`/`--persistent-xml` on the source. */
  | "write-xml"
  | "pin-emulator"
  | "detach-device"
  /** `virsh migrate`. */
  | "migrate"
  | "attach-device"
  | "unpin-emulator"
  /** `virsh save`: the guest ends on the source, its state lies in a file. */
  | "save-state"
  | "copy-files"
  /** Definition at the destination from the (rewritten) XML of the source. */
  | "define"
  /** `virsh restore` at the destination. */
  | "restore-state"
  | "undefine-source"
  | "remove-state-file"
  | "set-autostart"
  /** What a move that came about left on the source (an old image): waits on the ended record until an admin asks for it (`migrations.cleanUp`). */
  | "remove-leftover";

/** waiting -> running -> done | failed; done -> undone | undo-failed when the migration as a whole did not come about. */
export type StepState = "waiting" | "running" | "done" | "failed" | "skipped" | "undone" | "undo-failed";

/** One step of a migration, before it runs (review) and while it does (live page). */
export interface MigrationStep {
  /** Unique in its migration, e.g. "create-image:vda". */
  readonly id: string;
  readonly kind: StepKind;
  readonly hostId: HostId;
  /** What it does, in words; names in the values. */
  readonly label: Message;
  /** What will be done to take it back, in words; null = nothing to take back, or it cannot be. */
  readonly undo: Message | null;
  /** The commands, as exact as they can be said before; scripts are shown by the command that they stand for. */
  readonly commands: readonly (readonly string[])[];
  /** What the handler needs, decided when the plan was made (path, format, virtualSizeBytes, device XML ...). */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly state: StepState;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Host text of a failure, or a figure of the outcome (checksum). */
  readonly detail: string | null;
  /** Of copies; null elsewhere. */
  readonly progress: { readonly doneBytes: number; readonly totalBytes: number } | null;
}

/** A lever that was used, by whom and with what answer. */
export interface LeverUse {
  readonly atMs: number;
  /** Who: a user's name, or the server itself. */
  readonly by: { readonly kind: "user"; readonly name: string } | { readonly kind: "ladder" | "time-limit" | "plan" };
  readonly action: LeverAction;
  /** Null while it is on its way. */
  readonly ok: boolean | null;
  /** Host text when it failed. */
  readonly detail: string;
}

/** Something that happened to the VM or its migration from outside while it moved. */
export interface OutsideChange {
  readonly atMs: number;
  readonly hostId: HostId;
  readonly message: Message;
}
