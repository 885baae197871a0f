import { defineRule } from "../rule.ts";
import { FILE_REASONS, sayFiles } from "./files-at-destination.ts";

/** Kernel, initrd and device tree given directly: QEMU on the destination opens them at its start. */
export const devicesKernelFiles = defineRule({
  id: "devices.kernel-files",
  group: "devices",
  reasons: FILE_REASONS,
  evaluate: (context, say) => sayFiles(context, say, context.domain.kernelFiles),
});
