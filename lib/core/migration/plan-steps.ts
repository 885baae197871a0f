import type { Domain } from "../model/domain.ts";
import type { MigrationRequest } from "../model/migration.ts";
import type { MigrationStep } from "../model/steps.ts";
import type { ImagePair } from "../preflight/probes.ts";
import { buildMigrateCommand, onDomain } from "./command.ts";
import { imageSteps } from "./image-steps.ts";
import type { MigrationPlan } from "./plan.ts";
import { type StepDraft, waitingStep } from "./step-draft.ts";

/** A device that is unplugged before, as the source's definition has it, with what is plugged in instead. */
export interface DeviceMove {
  readonly key: string;
  /** What an admin calls it, e.g. "0000:01:00.0" or its MAC. */
  readonly name: string;
  /** Its XML in the live definition of the source. */
  readonly xml: string;
  /** XML of the equivalent at the destination; null = the VM goes on without it. */
  readonly replacementXml: string | null;
}

export interface PlanStepsInput {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "name" | "persistent" | "disks">;
  /** By disk target, from a fresh preflight. */
  readonly images: ReadonlyMap<string, ImagePair>;
  readonly plan: MigrationPlan;
  readonly names: { readonly source: string; readonly destination: string };
  readonly devices: readonly DeviceMove[];
  /** CPUs that QEMU's own threads are pinned to now (`virsh emulatorpin`); null = not pinned. */
  readonly emulatorCpusNow: string | null;
}

/**
 * Everything that a live migration does on hosts beside the one command, in the order in which it is done: images, definition, pinning, devices out, the
 * migration, devices in, pinning back. Empty when the command is all. Deterministic: the same input gives the same steps, so that review and start agree.
 */
export function planSteps(input: PlanStepsInput): readonly MigrationStep[] {
  const before = [...imageSteps(input), ...xmlSteps(input), ...pinSteps(input), ...detachSteps(input)];
  const after = [...attachSteps(input), ...unpinSteps(input)];
  if (before.length === 0 && after.length === 0) return [];
  return [...before, migrateStep(input), ...after].map(waitingStep);
}

function xmlSteps({ request, plan, names }: PlanStepsInput): readonly StepDraft[] {
  const files = [
    ["live", plan.xmlFile],
    ["persistent", plan.persistentXmlFile],
  ] as const;
  return files.flatMap(([which, path]) =>
    path === null
      ? []
      : [
          {
            id: `write-xml:${which}`,
            kind: "write-xml",
            hostId: request.sourceHostId,
            values: { path, host: names.source, which },
            undoable: true,
            commands: [["tee", path]],
            data: { path, which },
          } as const,
        ],
  );
}

function pinSteps({ request, names, domain }: PlanStepsInput): readonly StepDraft[] {
  const cpus = request.options.emulatorCpus;
  if (cpus === null) return [];
  return [
    {
      id: "pin-emulator",
      kind: "pin-emulator",
      hostId: request.sourceHostId,
      values: { vm: domain.name, cpus, host: names.source },
      undoable: true,
      commands: [pinCommand(request, cpus)],
      data: { cpus },
    },
  ];
}

/** The pinning travels with the running domain, so that it is put back where the VM arrives; at the source, its undo does it. */
function unpinSteps({ request, names, domain, emulatorCpusNow }: PlanStepsInput): readonly StepDraft[] {
  if (request.options.emulatorCpus === null) return [];
  return [
    {
      id: "unpin-emulator",
      kind: "unpin-emulator",
      hostId: request.destinationHostId,
      values: { vm: domain.name, cpus: emulatorCpusNow ?? "", host: names.destination },
      undoable: false,
      commands: [pinCommand(request, emulatorCpusNow ?? "r")],
      data: { cpus: emulatorCpusNow },
    },
  ];
}

function pinCommand(request: MigrationRequest, cpus: string): readonly string[] {
  return onDomain("emulatorpin", request.domainUuid, ["--cpulist", cpus, "--live"]);
}

function detachSteps({ request, devices, names, domain }: PlanStepsInput): readonly StepDraft[] {
  return devices.map(({ key, name, xml }) => ({
    id: `detach-device:${key}`,
    kind: "detach-device",
    hostId: request.sourceHostId,
    values: { device: name, vm: domain.name, host: names.source },
    undoable: true,
    commands: [onDomain("detach-device", request.domainUuid, ["--file", "/dev/stdin", "--live"])],
    data: { key, xml },
  }));
}

function attachSteps({ request, devices, names, domain }: PlanStepsInput): readonly StepDraft[] {
  return devices.flatMap(({ key, name, replacementXml }) =>
    replacementXml === null
      ? []
      : [
          {
            id: `attach-device:${key}`,
            kind: "attach-device",
            hostId: request.destinationHostId,
            values: { device: name, vm: domain.name, host: names.destination },
            undoable: false,
            commands: [onDomain("attach-device", request.domainUuid, ["--file", "/dev/stdin", "--live"])],
            data: { key, xml: replacementXml },
          } as const,
        ],
  );
}

function migrateStep({ request, plan, names, domain }: PlanStepsInput): StepDraft {
  return {
    id: "migrate",
    kind: "migrate",
    hostId: request.sourceHostId,
    values: { vm: domain.name, source: names.source, destination: names.destination },
    undoable: false,
    commands: [buildMigrateCommand(plan)],
    data: {},
  };
}
