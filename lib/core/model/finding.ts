import type { FixAction, FixChoice } from "./fix.ts";
import type { DomainUuid, HostId } from "./ids.ts";
import type { Message } from "./message.ts";

export type { Message };

/** Worst first: block > unknown > warn > pass > not-applicable. */
export type Verdict = "block" | "unknown" | "warn" | "pass" | "not-applicable";

export type FindingGroup = "identity" | "cpu" | "memory" | "storage" | "network" | "devices" | "path" | "security";

/** What was seen, where and when. */
export interface Evidence {
  readonly label: Message;
  /** Host text or a figure, shown as data. */
  readonly value: string;
  readonly hostId?: HostId;
  readonly observedAtMs?: number;
}

export interface Fix {
  readonly summary: Message;
  /** Commands to copy, each an argv; shown quoted. */
  readonly commands?: readonly (readonly string[])[];
  readonly runOn?: "source" | "destination";
  /** What the console can do itself when the admin presses the button. */
  readonly apply?: FixAction;
  /** Choices of the wizard, each of which takes the finding away. */
  readonly choices?: readonly FixChoice[];
}

export interface Finding {
  readonly ruleId: string;
  readonly group: FindingGroup;
  readonly verdict: Verdict;
  readonly title: Message;
  readonly reason: Message;
  readonly evidence: readonly Evidence[];
  readonly fix?: Fix;
}

/** What is said of one VM against one host. `isSource`: the VM is there already, nothing is judged. */
export interface CellVerdict {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  readonly isSource: boolean;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Oldest fact or probe that it rests on. */
  readonly observedAtMs: number | null;
}

/** With every finding; none in a source cell. */
export interface MatrixCell extends CellVerdict {
  readonly findings: readonly Finding[];
}
