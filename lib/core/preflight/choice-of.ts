import type { FixChoice } from "../model/fix.ts";
import type { PolicyOptions } from "../model/options.ts";

type ChoiceName = "post-copy" | "auto-converge" | "no-limit" | "no-post-copy" | "use-tls" | "channels";

/** Copying these disks, in full or only what differs from their backing files. */
export function copyChoice(targets: readonly string[], how: "full" | "incremental"): FixChoice {
  return {
    kind: "copy-disks",
    targets,
    how,
    label: { key: `preflight.choice.copy-${how}`, values: { disks: targets.join(", ") } },
  };
}

/** Not copying these disks. */
export function leaveChoice(targets: readonly string[]): FixChoice {
  return { kind: "leave-disks", targets, label: { key: "preflight.choice.leave-disks", values: { disks: targets.join(", ") } } };
}

/** Consoles that listen on this address. */
export function listenChoice(address: string): FixChoice {
  return { kind: "graphics-listen", address, label: { key: "preflight.choice.graphics-listen", values: { address } } };
}

/** Another mode. */
export function modeChoice(mode: "live" | "offline"): FixChoice {
  return { kind: "mode", mode, label: { key: `preflight.choice.mode-${mode}` } };
}

/** Other options; the label may name figures by `values`. */
export function optionsChoice(
  name: ChoiceName,
  options: Partial<PolicyOptions>,
  values: Readonly<Record<string, string | number>> = {},
): FixChoice {
  return { kind: "options", options, label: { key: `preflight.choice.${name}`, values } };
}
