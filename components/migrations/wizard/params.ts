import type {
  Compression,
  DomainUuid,
  FixChoice,
  HostConnection,
  HostId,
  LadderRung,
  MigrationMode,
  NicSource,
  PostCopyChoice,
  QueuePriority,
  TimeoutAction,
} from "@/lib/contract/index.ts";

/** The wizard's steps, in order. The URL holds the name of the one on the screen. */
export const WIZARD_STEPS = ["vm", "destination", "how", "preflight", "review"] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** One rung as it is typed; `figure` is empty where the action has none. */
export interface RungDraft {
  readonly after: string;
  readonly kind: LadderRung["action"]["kind"];
  readonly figure: string;
}
export interface PathDraft {
  readonly target: string;
  readonly path: string;
}
export interface DeviceDraft {
  readonly key: string;
  /** Empty = the VM goes on without it. */
  readonly replacement: string;
}

type WithoutLabel<Choice> = Choice extends unknown ? Omit<Choice, "label"> : never;
/** A choice that a link into the wizard brought along. */
export type LinkedChoice = WithoutLabel<FixChoice>;

/**
 * All that the wizard remembers, as the URL holds it. Figures and addresses stay the text that was typed (empty = libvirt's default), so
 * that a wrong one survives a reload and its error stands at its field. Null = as it fits the VM.
 */
export interface WizardParams {
  readonly step: WizardStep;
  readonly vm: DomainUuid | null;
  readonly from: HostId | null;
  readonly to: HostId | null;
  /** Rule ids of acknowledged warnings. */
  readonly ack: readonly string[];
  /** Id of the policy that the choices came from; "none" = decided without one; null = not decided, so that the VM's own one comes in. */
  readonly policy: string | null;
  /** To be made as soon as the VM is known; null = none, or made already. */
  readonly choice: LinkedChoice | null;

  readonly mode: MigrationMode | null;
  readonly postCopy: PostCopyChoice;
  /** How disks are copied, if any are. */
  readonly storage: "full" | "incremental";
  /** Targets of the disks to copy; null = those that are local. */
  readonly disks: readonly string[] | null;
  readonly syncWrites: boolean;
  readonly paths: readonly PathDraft[];
  readonly nics: readonly NicSource[];
  readonly graphics: string;

  /** ms */
  readonly downtime: string;
  /** MiB/s */
  readonly bandwidth: string;
  readonly postCopyBandwidth: string;
  readonly converge: boolean;
  /** % */
  readonly convergeInitial: string;
  readonly convergeIncrement: string;
  /** s */
  readonly timeout: string;
  readonly timeoutAction: TimeoutAction;
  readonly ladder: readonly RungDraft[];

  readonly tls: boolean;
  readonly tlsName: string;
  readonly parallel: boolean;
  /** Empty = 2, as libvirt has it. */
  readonly channels: string;
  readonly zeroCopy: boolean;
  readonly compression: Compression["method"] | "none";
  readonly compressionLevel: string;
  /** MiB */
  readonly compressionCache: string;
  readonly compressionThreads: string;
  readonly decompressThreads: string;

  readonly connection: HostConnection;
  readonly tunnelled: boolean;
  readonly migrateAddress: string;
  readonly migratePort: string;
  readonly listen: string;
  readonly disksPort: string;
  readonly disksSocket: string;

  readonly cpus: string;
  readonly devices: readonly DeviceDraft[];
  /** The definition moves with a live VM; null = as the VM is (moves when it is persistent). */
  readonly persist: boolean | null;
  readonly paused: boolean;
  readonly newName: string;
  /** Of a cold copy: a VM of its own beside the original, instead of the VM itself. */
  readonly newUuid: boolean;
  readonly newMacs: boolean;
  /** Address of the guest to ping while it moves. */
  readonly ping: string;

  readonly priority: QueuePriority;
  /** How often it is tried again by itself; empty = never. */
  readonly tries: string;
  /** Minutes before another try; empty = one. */
  readonly triesAfter: string;
}

export const WIZARD_DEFAULTS: WizardParams = {
  step: "vm",
  vm: null,
  from: null,
  to: null,
  ack: [],
  policy: null,
  choice: null,
  mode: null,
  postCopy: "off",
  storage: "full",
  disks: null,
  syncWrites: false,
  paths: [],
  nics: [],
  graphics: "",
  downtime: "",
  bandwidth: "",
  postCopyBandwidth: "",
  converge: false,
  convergeInitial: "",
  convergeIncrement: "",
  timeout: "",
  timeoutAction: "suspend",
  ladder: [],
  tls: false,
  tlsName: "",
  parallel: false,
  channels: "",
  zeroCopy: false,
  compression: "none",
  compressionLevel: "",
  compressionCache: "",
  compressionThreads: "",
  decompressThreads: "",
  connection: "ssh",
  tunnelled: false,
  migrateAddress: "",
  migratePort: "",
  listen: "",
  disksPort: "",
  disksSocket: "",
  cpus: "",
  devices: [],
  persist: null,
  paused: false,
  newName: "",
  newUuid: true,
  newMacs: true,
  ping: "",
  priority: "normal",
  tries: "",
  triesAfter: "",
};
