import { WIZARD_DEFAULTS, type WizardParams } from "./params.ts";

/** Choices that mean something for one VM only. */
const OF_VM = [
  "mode",
  "policy",
  "disks",
  "storage",
  "persist",
  "newName",
  "newUuid",
  "newMacs",
  "ping",
  "cpus",
  "choice",
] as const;
/** Choices that name something at the destination. */
const OF_DESTINATION = [
  "paths",
  "nics",
  "devices",
  "graphics",
  "tlsName",
  "migrateAddress",
  "migratePort",
  "listen",
  "disksPort",
  "disksSocket",
] as const;

/**
 * Applies a change of choices. What rested on the old choice is dropped: another VM forgets the destination and all that was said of the
 * old VM, another destination forgets what was named there, and any change but the step and the acknowledgements themselves forgets what
 * was acknowledged.
 */
export function changeWizardParams(params: WizardParams, change: Partial<WizardParams>): WizardParams {
  const next = { ...params, ...change };
  const other = (name: "vm" | "from" | "to") => next[name] !== params[name];
  const otherVm = other("vm") || (params.from !== null && other("from"));
  const to = otherVm && !("to" in change) ? null : next.to;
  const otherDestination = otherVm || (params.to !== null && to !== params.to);
  const keepsAck = "ack" in change || Object.keys(change).every((name) => name === "step");
  const forgotten = [...(otherVm ? OF_VM : []), ...(otherDestination ? OF_DESTINATION : [])].filter((name) => !(name in change));
  const reset = Object.fromEntries(forgotten.map((name) => [name, WIZARD_DEFAULTS[name]]));
  return { ...next, ...reset, to, ack: keepsAck ? next.ack : [] };
}
