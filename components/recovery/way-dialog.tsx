"use client";

import { useState } from "react";
import { FixDialog } from "@/components/fixes/fix-dialog.tsx";
import type { FixAction, RecoveryCase, RecoveryWay } from "@/lib/contract/index.ts";
import { FenceDialog } from "./fence-dialog.tsx";
import { NowTable } from "./now-table.tsx";

export interface OpenedWay {
  readonly found: RecoveryCase;
  readonly way: RecoveryWay;
}

/** A way out: first, where hosts are silent, their names are typed; then every command is shown; then what each did, and where the VM is now. */
export function WayDialog(props: { readonly opened: OpenedWay; readonly onClose: () => void; readonly onChanged: () => void }) {
  const { found, way } = props.opened;
  const [action, setAction] = useState<FixAction | null>(way.fence.length === 0 ? way.action : null);
  if (action) {
    return (
      <FixDialog
        request={{ action, domainUuid: found.domainUuid, hostIds: [way.hostId] }}
        hostNames={[way.hostName]}
        source={way.hostName}
        destination=""
        danger
        above={(record) => <NowTable record={record} />}
        onClose={props.onClose}
        onChanged={props.onChanged}
      />
    );
  }
  return (
    <FenceDialog
      fence={way.fence}
      onClose={props.onClose}
      onTyped={(fenced) => way.action && "fenced" in way.action && setAction({ ...way.action, fenced })}
    />
  );
}
