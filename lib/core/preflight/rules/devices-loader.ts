import { defineRule } from "../rule.ts";
import { FILE_REASONS, sayFiles } from "./files-at-destination.ts";

/** The firmware image (UEFI) must be on the destination under the same path; the NVRAM's content travels with the guest. */
export const devicesLoader = defineRule({
  id: "devices.loader",
  group: "devices",
  reasons: FILE_REASONS,
  evaluate: (context, say) => sayFiles(context, say, context.domain.loader === null ? [] : [context.domain.loader]),
});
