"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorOf } from "@/lib/client/api-error.ts";
import { newIdempotencyKey } from "@/lib/client/idempotency-key.ts";
import { useApplyFix, useUndoFix } from "@/lib/client/mutations/fix.ts";
import { fixPreviewQuery } from "@/lib/client/queries/fixes.ts";
import type { FixPreview, FixRecord, FixRequest } from "@/lib/contract/index.ts";

/** Refusals that mean something here. */
const CHANGED_SINCE = "errors.fixes.changed-since";
const NOTHING_TO_DO = "errors.fixes.nothing-to-do";
const keyOf = (error: unknown) => errorOf(error).data.message.key;

/** One opening of a fix: what would run, what ran, and what was taken back. */
export interface FixRun {
  readonly preview: FixPreview | null;
  /** Why there is no preview. */
  readonly previewError: unknown;
  readonly looking: boolean;
  /** What was run, as it stands now; null before. */
  readonly record: FixRecord | null;
  readonly applying: boolean;
  readonly undoing: boolean;
  /** Why the last press did not do it. */
  readonly error: unknown;
  /** The hosts were not any more as the preview had them: a new one is shown. */
  readonly changedMeanwhile: boolean;
  readonly lookAgain: () => void;
  readonly apply: () => void;
  readonly undo: () => void;
}

/**
 * Looks at the hosts, runs what was shown, takes it back. A key is made for each preview, so that a press whose answer was lost can be
 * repeated and does not run twice. `onChanged` is called each time that something may have been changed on a host.
 */
export function useFixRun(request: FixRequest, onChanged: () => void): FixRun {
  const preview = useQuery(fixPreviewQuery(request));
  const apply = useApplyFix();
  const undo = useUndoFix();
  const [changedMeanwhile, setChangedMeanwhile] = useState(false);
  const key = useRef({ digest: "", key: "" });
  const shown = preview.data ?? null;
  const record = undo.data ?? apply.data ?? null;

  // Somebody else was faster: what is shown elsewhere is out of date.
  const gone = preview.isError && keyOf(preview.error) === NOTHING_TO_DO && !apply.data;
  const told = useRef(false);
  useEffect(() => {
    if (!gone || told.current) return;
    told.current = true;
    onChanged();
  });

  const start = () => {
    if (!shown) return;
    if (key.current.digest !== shown.digest) key.current = { digest: shown.digest, key: newIdempotencyKey() };
    setChangedMeanwhile(false);
    apply.mutate(
      { request: { ...request, hostIds: [...request.hostIds] }, digest: shown.digest, idempotencyKey: key.current.key },
      {
        onSuccess: onChanged,
        onError: (error) => {
          setChangedMeanwhile(keyOf(error) === CHANGED_SINCE);
          if (errorOf(error).code === "conflict") void preview.refetch();
        },
      },
    );
  };
  return {
    preview: shown,
    previewError: preview.isError ? preview.error : null,
    looking: preview.isFetching,
    record,
    applying: apply.isPending,
    undoing: undo.isPending,
    error: undo.error ?? (changedMeanwhile ? null : apply.error),
    changedMeanwhile,
    lookAgain: () => void preview.refetch(),
    apply: start,
    undo: () => record && undo.mutate(record.id, { onSettled: onChanged }),
  };
}
