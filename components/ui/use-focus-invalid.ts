"use client";

import { type RefObject, useEffect } from "react";

/** Moves the focus to the first control of a form that has an error, whenever `errors` (a new object each time) comes to hold some. */
export function useFocusInvalid(form: RefObject<HTMLElement | null>, errors: Readonly<Record<string, unknown>> | null): void {
  const names = JSON.stringify(errors ?? {});
  useEffect(() => {
    if (names !== "{}") form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, names]);
}
