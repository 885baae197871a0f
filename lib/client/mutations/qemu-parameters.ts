import { useMutation } from "@tanstack/react-query";
import { api } from "../api.ts";

/** Reads QEMU's migration parameters from its monitor. A mutation, not a query: libvirt marks the VM as tainted by it. */
export function useQemuParameters(migrationId: string) {
  return useMutation({ mutationFn: () => api.migrations.qemuParameters({ migrationId }) });
}
