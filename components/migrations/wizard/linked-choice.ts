import { z } from "zod";
import { diskTargetInput, type PolicyOptions, policyOptionsInput } from "@/lib/contract/index.ts";
import type { LinkedChoice } from "./params.ts";
import { jsonOrNull, type ParamCodec } from "./url-codecs.ts";

const targets = z.array(diskTargetInput).max(64);

/** Some of the options that a policy may fix: those that are named, each checked by the contract's own schema. */
const someOptions = z.record(z.string(), z.unknown()).transform((given, context): Partial<PolicyOptions> => {
  const read = policyOptionsInput.safeParse(given);
  if (!read.success) {
    context.addIssue({ code: "custom", message: "options" });
    return z.NEVER;
  }
  return Object.fromEntries(Object.entries(read.data).filter(([name]) => Object.hasOwn(given, name)));
});

const SCHEMA: z.ZodType<LinkedChoice, unknown> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("nic-source"),
    nic: z.object({ mac: z.string().max(17), type: z.enum(["bridge", "network", "direct"]), source: z.string().max(80) }),
  }),
  z.object({ kind: z.literal("copy-disks"), targets, how: z.enum(["full", "incremental"]) }),
  z.object({ kind: z.literal("leave-disks"), targets }),
  z.object({ kind: z.literal("graphics-listen"), address: z.string().max(253) }),
  z.object({ kind: z.literal("mode"), mode: z.enum(["live", "offline", "cold-copy", "saved-state"]) }),
  z.object({ kind: z.literal("options"), options: someOptions }),
]);

/** A choice in a link, as JSON. Malformed counts as not there. */
export function linkedChoice(name: string): ParamCodec<LinkedChoice | null> {
  return {
    name,
    read(text) {
      const read = SCHEMA.safeParse(text === null ? null : jsonOrNull(text));
      return read.success ? read.data : null;
    },
    write: (value) => (value === null ? null : JSON.stringify(value)),
  };
}
