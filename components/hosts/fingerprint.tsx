"use client";

import { CopyButton } from "@/components/ui/copy-button.tsx";
import type { HostKey } from "@/lib/contract/index.ts";

/** A host key's fingerprint in big fixed-width letters, to be compared letter by letter. */
export function Fingerprint(props: { readonly label: string; readonly hostKey: HostKey }) {
  return (
    <div className="min-w-0 rounded-md border border-line px-3 py-2">
      <p className="text-muted text-sm">
        {props.label} · {props.hostKey.algorithm}
      </p>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 font-mono [overflow-wrap:anywhere]">{props.hostKey.fingerprint}</code>
        <CopyButton text={props.hostKey.fingerprint} />
      </div>
    </div>
  );
}
