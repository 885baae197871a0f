import type { Planner } from "../../plan.ts";
import { nameOf, vmPlan } from "./vm-step.ts";

/** One of two copies that run is stopped, with its memory. */
export const pauseCopy: Planner<"pause-copy"> = async ({ kind }, context) => {
  const values = { vm: nameOf(context), host: context.source.name };
  return vmPlan(context, { kind, consequences: [{ key: "fixes.effect.paused", values }] });
};

/** A guest that a migration stopped goes on, on the one host that has it. */
export const resumeCopy: Planner<"resume-copy"> = async ({ kind, fenced }, context) => {
  const values = { vm: nameOf(context), host: context.source.name };
  return vmPlan(context, {
    kind,
    fenced,
    consequences: [
      { key: "fixes.effect.resumed", values },
      { key: "fixes.effect.resumed-disks", values },
    ],
  });
};

/** A copy that is not needed, or never can go on, ends for good. */
export const destroyCopy: Planner<"destroy-copy"> = async ({ kind, fenced }, context) => {
  const values = { vm: nameOf(context), host: context.source.name };
  return vmPlan(context, { kind, fenced, consequences: [{ key: "fixes.effect.destroyed", values }] });
};
