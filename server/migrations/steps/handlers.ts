import type { StepKind } from "../../../lib/core/model/steps.ts";
import { createImage } from "./create-image.ts";
import { attachDevice, detachDevice } from "./devices.ts";
import type { StepHandler } from "./handler.ts";
import { pinEmulator, unpinEmulator } from "./pin-emulator.ts";
import { writeXml } from "./write-xml.ts";

/** Kinds of steps that stand before or after the `virsh migrate` of a live migration. */
type LiveStepKind = Extract<
  StepKind,
  "create-image" | "create-overlay" | "write-xml" | "pin-emulator" | "detach-device" | "attach-device" | "unpin-emulator"
>;

const HANDLERS: Readonly<Record<LiveStepKind, StepHandler>> = {
  "create-image": createImage,
  "create-overlay": createImage,
  "write-xml": writeXml,
  "pin-emulator": pinEmulator,
  "detach-device": detachDevice,
  "attach-device": attachDevice,
  "unpin-emulator": unpinEmulator,
};

/** What does this kind of step in a live migration; undefined for the migration itself and for steps of other modes. */
export function handlerOf(kind: StepKind): StepHandler | undefined {
  return (HANDLERS as Partial<Record<StepKind, StepHandler>>)[kind];
}
