"use client";

import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";

/** Head of a host's column: its name, and its state when it is not online. */
export function HostHead({ host }: { readonly host: HostSnapshot }) {
  return (
    <>
      <span className="block truncate" title={host.registration.name}>
        {host.registration.name}
      </span>
      {host.state === "online" ? null : (
        <span className="block truncate font-normal">
          <HostStateMark state={host.state} />
        </span>
      )}
    </>
  );
}
