"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { DomainUuid, FixAction, FixChoice, HostId } from "@/lib/contract/index.ts";
import { FixDialog } from "./fix-dialog.tsx";
import { PoolDialog } from "./pool/pool-dialog.tsx";

/** A host as a fix needs it. */
export interface FixHost {
  readonly id: HostId;
  readonly name: string;
}

/** Which VM and hosts the findings below are about, and what is to happen after a fix. */
export interface FixPlace {
  readonly domainUuid: DomainUuid;
  readonly source: FixHost;
  readonly destination: FixHost;
  /** Hosts have been changed: look again. */
  readonly onChanged: () => void;
  /** Takes a choice of the wizard at once; without it a choice is a link into the wizard. */
  readonly onChoice?: (choice: FixChoice) => void;
}

interface FixDoor {
  readonly place: FixPlace;
  readonly openFix: (action: FixAction) => void;
  readonly openStorage: () => void;
}

const FixContext = createContext<FixDoor | null>(null);

/** How a finding's fix is opened; null where findings are only shown. */
export function useFixDoor(): FixDoor | null {
  return useContext(FixContext);
}

/**
 * Lets the findings below be fixed. The dialog hangs here and not at its finding: the finding may be gone once it is fixed, and what was
 * run must stay in sight, with its Undo.
 */
export function FixPlaceProvider(props: { readonly place: FixPlace; readonly children: ReactNode }) {
  const { place } = props;
  const [opened, setOpened] = useState<FixAction | "storage" | null>(null);
  const door = useMemo(() => ({ place, openFix: setOpened, openStorage: () => setOpened("storage") }), [place]);
  const close = () => setOpened(null);
  const { source, destination } = place;
  return (
    <FixContext value={door}>
      {props.children}
      {opened === "storage" ? (
        <PoolDialog
          hosts={[source, destination]}
          chosen={[source.id, destination.id]}
          onClose={close}
          onChanged={place.onChanged}
        />
      ) : opened === null ? null : (
        <FixDialog
          request={{ action: opened, domainUuid: place.domainUuid, hostIds: [source.id, destination.id] }}
          source={source.name}
          destination={destination.name}
          onClose={close}
          onChanged={place.onChanged}
        />
      )}
    </FixContext>
  );
}
