"use client";

import { useCallback } from "react";
import { useMessages, useTranslations } from "use-intl";
import type { Message } from "@/lib/contract/index.ts";

/** Walks a dotted key; undefined when there is no text at its end. */
function find(tree: unknown, key: string): string | undefined {
  let at: unknown = tree;
  for (const part of key.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === "string" ? at : undefined;
}

/**
 * Renders a `Message` (full dotted key and values) that came from the server in the language of the page.
 * A key that this build does not know gives the key itself, so that nothing is ever shown as an empty line.
 */
export function useMessage(): (message: Message) => string {
  const translate = useTranslations() as unknown as (key: string, values?: Record<string, string | number>) => string;
  const messages = useMessages();
  return useCallback(
    (message) => {
      if (find(messages, message.key) === undefined) return message.key;
      return translate(message.key, { ...message.values });
    },
    [translate, messages],
  );
}
