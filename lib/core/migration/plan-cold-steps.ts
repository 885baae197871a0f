import type { Domain } from "../model/domain.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MigrationRequest } from "../model/migration.ts";
import type { MigrationStep } from "../model/steps.ts";
import { onDomain } from "./command.ts";
import { type StepDraft, waitingStep } from "./step-draft.ts";

/** A file that goes from host to host. */
export interface ColdFile {
  readonly from: string;
  readonly to: string;
  /** disk: an image; backing: what it is built on; nvram, tpm: the firmware's and the TPM's memory; state: the suspended guest. */
  readonly what: "disk" | "backing" | "nvram" | "tpm" | "state";
  /** The disk that it belongs to; empty for the others. */
  readonly target: string;
}

/** What the domain is at the destination, where it is not what it was. */
export interface ColdIdentity {
  readonly uuid: DomainUuid;
  readonly name: string;
  /** Old MAC to new MAC; empty = as they are. */
  readonly macs: Readonly<Record<string, string>>;
}

export interface ColdStepsInput {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "name" | "autostart">;
  readonly names: { readonly source: string; readonly destination: string };
  /** In the order in which they are copied. */
  readonly files: readonly ColdFile[];
  readonly identity: ColdIdentity;
  /** Where the suspended guest is kept on both hosts; null in modes without one. */
  readonly statePath: string | null;
  /** `virsh migrate --offline`; empty in the other modes. */
  readonly migrateArgv: readonly string[];
}

/**
 * Everything that a migration of a VM that does not run (or is suspended for it) does, in order. The ledger of these steps is what drives it: each can be
 * run again. Nothing is removed on the source before the destination has what it needs. Empty for mode live.
 */
export function planColdSteps(input: ColdStepsInput): readonly MigrationStep[] {
  const { options } = input.request;
  switch (options.mode) {
    case "live":
      return [];
    case "offline":
      return [...copy(input), migrate(input), ...autostart(input)].map(waitingStep);
    case "cold-copy":
      return [...copy(input), define(input), ...(options.newUuid ? [] : [undefine(input), ...autostart(input)])].map(waitingStep);
    case "saved-state":
      return [
        save(input),
        ...copy(input),
        ...(options.persistent ? [define(input)] : []),
        restore(input),
        ...(options.undefineSource ? [undefine(input)] : []),
        ...autostart(input),
        removeState(input, "source"),
        removeState(input, "destination"),
      ].map(waitingStep);
  }
}

function copy({ request, files, names }: ColdStepsInput): readonly StepDraft[] {
  if (files.length === 0) return [];
  const path = files.map(({ from }) => from).join(", ");
  const copies = files.map(({ to }) => to).join(", ");
  return [
    {
      id: "copy-files",
      kind: "copy-files",
      hostId: request.sourceHostId,
      values: { path, copies, source: names.source, destination: names.destination },
      undoable: true,
      commands: files.map(({ from, to }) => ["scp", "-p", from, `${names.destination}:${to}`]),
      data: { files: JSON.stringify(files) },
    },
  ];
}

function migrate({ request, domain, names, migrateArgv }: ColdStepsInput): StepDraft {
  return {
    id: "migrate",
    kind: "migrate",
    hostId: request.sourceHostId,
    values: { vm: domain.name, source: names.source, destination: names.destination },
    undoable: false,
    commands: [migrateArgv],
    data: {},
  };
}

function define({ request, identity, names }: ColdStepsInput): StepDraft {
  return {
    id: "define",
    kind: "define",
    hostId: request.destinationHostId,
    values: { vm: identity.name, host: names.destination },
    undoable: true,
    commands: [["virsh", "-c", "qemu:///system", "define", "--file", "/dev/stdin"]],
    data: { uuid: identity.uuid, name: identity.name, macs: JSON.stringify(identity.macs) },
  };
}

function undefine({ request, domain, names }: ColdStepsInput): StepDraft {
  return {
    id: "undefine-source",
    kind: "undefine-source",
    hostId: request.sourceHostId,
    values: { vm: domain.name, host: names.source },
    undoable: false,
    commands: [onDomain("undefine", request.domainUuid, ["--keep-nvram"])],
    data: {},
  };
}

function save({ request, domain, names, statePath }: ColdStepsInput): StepDraft {
  const path = statePath ?? "";
  return {
    id: "save-state",
    kind: "save-state",
    hostId: request.sourceHostId,
    values: { vm: domain.name, host: names.source, path },
    undoable: true,
    commands: [onDomain("save", request.domainUuid, ["--file", path])],
    data: { path },
  };
}

function restore({ request, domain, names, statePath }: ColdStepsInput): StepDraft {
  const path = statePath ?? "";
  const state = request.options.suspendAtDestination ? ["--paused"] : [];
  return {
    id: "restore-state",
    kind: "restore-state",
    hostId: request.destinationHostId,
    values: { vm: domain.name, host: names.destination, path },
    undoable: false,
    commands: [["virsh", "-c", "qemu:///system", "restore", "--file", path, ...state]],
    data: { path },
  };
}

function removeState({ request, names, statePath }: ColdStepsInput, side: "source" | "destination"): StepDraft {
  const path = statePath ?? "";
  return {
    id: `remove-state-file:${side}`,
    kind: "remove-state-file",
    hostId: side === "source" ? request.sourceHostId : request.destinationHostId,
    values: { host: names[side], path },
    undoable: false,
    commands: [["rm", path]],
    data: { path },
  };
}

/** libvirt carries autostart over in no mode. */
function autostart({ request, domain, names }: ColdStepsInput): readonly StepDraft[] {
  if (!domain.autostart || !request.options.persistent) return [];
  return [
    {
      id: "set-autostart",
      kind: "set-autostart",
      hostId: request.destinationHostId,
      values: { vm: domain.name, host: names.destination },
      undoable: false,
      commands: [onDomain("autostart", request.domainUuid)],
      data: {},
    },
  ];
}

/** The files of a copy step, as the plan put them into it. */
export function filesOfStep(step: Pick<MigrationStep, "data">): readonly ColdFile[] {
  return JSON.parse(String(step.data.files ?? "[]")) as readonly ColdFile[];
}
