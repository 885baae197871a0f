"use client";

import { useCallback } from "react";
import { useMessages } from "use-intl";
import { errorOf } from "@/lib/client/api-error.ts";
import { useMessage } from "./use-message.ts";

/** What zod says of one field: the code is a key below `errors.field`. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Texts by the path of the field, e.g. "address" or "options.timeoutS". */
export type FieldErrors = Readonly<Record<string, string>>;

/** Turns what zod or the API says about fields into texts at those fields; the first issue of a field counts. */
export function useFieldErrors(): {
  readonly ofIssues: (issues: readonly Issue[]) => FieldErrors;
  /** Null when the error does not belong to a field. */
  readonly ofApi: (error: unknown) => FieldErrors | null;
} {
  const messages = useMessages();
  const message = useMessage();
  const ofIssues = useCallback(
    (issues: readonly Issue[]) => {
      const known: Readonly<Record<string, string>> = messages.errors.field;
      const texts = new Map<string, string>();
      for (const issue of issues) {
        const path = issue.path.map(String).join(".");
        if (!texts.has(path)) texts.set(path, known[issue.message] ?? messages.errors.field.invalid);
      }
      return Object.fromEntries(texts);
    },
    [messages],
  );
  const ofApi = useCallback(
    (error: unknown) => {
      const { data } = errorOf(error);
      return data.field === undefined ? null : { [data.field]: message(data.message) };
    },
    [message],
  );
  return { ofIssues, ofApi };
}
