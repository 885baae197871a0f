"use client";

import { CircleAlert } from "lucide-react";
import { useMessage } from "@/components/i18n/use-message.ts";
import { useHow } from "./context.tsx";

/** What is wrong with a choice that has no single field of its own. It can take the focus, as a field with an error does. */
export function FieldError(props: { readonly field: string }) {
  const { errors } = useHow();
  const message = useMessage();
  const wrong = errors[props.field];
  if (!wrong) return null;
  return (
    <p role="alert" tabIndex={-1} data-invalid="" className="flex gap-1 text-block text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="[overflow-wrap:anywhere]">{message(wrong)}</span>
    </p>
  );
}
