"use client";

import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";

interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** Attributes that tie a control to the label, hint and error of the Field around it; empty outside of one. */
export function useFieldControl(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true } {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy ? { "aria-describedby": field.describedBy } : {}),
    ...(field.invalid ? { "aria-invalid": true } : {}),
  };
}

/** A control with its label above, a hint and, when something is wrong, the error at its place. Holds exactly one control. */
export function Field(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** Said after the label, e.g. "optional". */
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  const described = [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <FieldContext.Provider value={{ id, describedBy: described || undefined, invalid: Boolean(props.error) }}>
      <div className={clsx("flex min-w-0 flex-col gap-1", props.className)}>
        <label htmlFor={id} className="font-medium text-sm">
          {props.label}
          {props.note && <span className="ml-1.5 font-normal text-muted">{props.note}</span>}
        </label>
        {props.children}
        {props.error && (
          <p id={`${id}-error`} role="alert" className="flex gap-1 text-block text-sm">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="[overflow-wrap:anywhere]">{props.error}</span>
          </p>
        )}
        {props.hint && (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {props.hint}
          </p>
        )}
      </div>
    </FieldContext.Provider>
  );
}
