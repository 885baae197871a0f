import type { SharingProof } from "../../lib/core/facts/disk-sharing.ts";
import type { HostId } from "../../lib/core/model/ids.ts";

/** What preflight proved about storage paths: does the other host see the very same file or folder? */
export interface SharingBook {
  /** Both hosts learn it, since both see the path in the same way. `path` is an image or its folder. */
  note(hostId: HostId, path: string, otherHostId: HostId, shared: boolean, reason: string): void;
  /** Proofs that cover an image: of its own path, or of a folder that holds it. */
  proofsOf(hostId: HostId, path: string): readonly SharingProof[];
  /** The storage behind this image changed (mounted, unmounted): what was proven no longer holds. */
  forgetPath(hostId: HostId, path: string): void;
  forgetHost(hostId: HostId): void;
}

interface Noted {
  readonly shared: boolean;
  readonly reason: string;
}

/** An empty book. `nameOf` gives a host's shown name, undefined for a host that is gone. */
export function createSharingBook(nameOf: (hostId: HostId) => string | undefined): SharingBook {
  const byHost = new Map<HostId, Map<string, Map<HostId, Noted>>>();
  const noteOne = (hostId: HostId, path: string, otherHostId: HostId, noted: Noted) => {
    const paths = byHost.get(hostId) ?? new Map<string, Map<HostId, Noted>>();
    byHost.set(hostId, paths);
    const others = paths.get(path) ?? new Map<HostId, Noted>();
    paths.set(path, others);
    others.set(otherHostId, noted);
  };
  return {
    note(hostId, path, otherHostId, shared, reason) {
      const trimmed = path.length > 1 ? path.replace(/\/+$/, "") : path;
      noteOne(hostId, trimmed, otherHostId, { shared, reason });
      noteOne(otherHostId, trimmed, hostId, { shared, reason });
    },
    proofsOf(hostId, path) {
      const found = new Map<HostId, Noted>();
      for (const [noted, others] of byHost.get(hostId) ?? []) {
        if (!covers(noted, path)) continue;
        for (const [otherHostId, note] of others) found.set(otherHostId, note);
      }
      return [...found].flatMap(([otherHostId, noted]) => {
        const otherHostName = nameOf(otherHostId);
        return otherHostName === undefined ? [] : [{ otherHostName, ...noted }];
      });
    },
    forgetPath(hostId, path) {
      const paths = byHost.get(hostId);
      for (const noted of [...(paths?.keys() ?? [])]) if (covers(noted, path)) paths?.delete(noted);
    },
    forgetHost(hostId) {
      byHost.delete(hostId);
      for (const paths of byHost.values()) for (const others of paths.values()) others.delete(hostId);
    },
  };
}

/** Only the image itself and its own folder: below a folder another filesystem may be mounted. */
function covers(noted: string, path: string): boolean {
  return noted === path || path.slice(0, path.lastIndexOf("/")) === noted;
}
