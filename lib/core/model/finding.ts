import type { DomainUuid, HostId } from "./ids.ts";

/** Worst first: block > unknown > warn > pass > not-applicable. */
export type Verdict = "block" | "unknown" | "warn" | "pass" | "not-applicable";

export type FindingGroup = "identity" | "cpu" | "memory" | "storage" | "network" | "devices" | "path" | "security";

/** A message by key with values: the words are in lib/i18n, values are data (host text is never a key). */
export interface Message {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

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

/** One VM against one host. `source` cells have no findings: the VM is there already. */
export interface MatrixCell {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  readonly isSource: boolean;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly findings: readonly Finding[];
  /** Oldest fact or probe that the cell rests on. */
  readonly observedAtMs: number | null;
}
