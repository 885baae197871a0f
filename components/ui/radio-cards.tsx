"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  readonly body?: ReactNode;
  /** At the right of the title: a badge, a verdict. */
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
}

/** One of a few, as big cards: native radio buttons, so arrow keys move the choice. `legend` names the question. */
export function RadioCards<Value extends string>(props: {
  readonly legend: ReactNode;
  readonly hideLegend?: boolean;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly cards: readonly RadioCard<Value>[];
  readonly columns?: 1 | 2;
}) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={props.hideLegend ? "sr-only" : "mb-1.5 font-medium text-sm"}>{props.legend}</legend>
      <div className={clsx("grid gap-2", props.columns === 2 && "sm:grid-cols-2")}>
        {props.cards.map((card) => (
          <label
            key={card.value}
            className={clsx(
              "flex min-w-0 gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5",
              "has-checked:border-accent has-checked:bg-accent/6 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              card.disabled ? "cursor-not-allowed opacity-65" : "cursor-pointer hover:border-line-strong",
            )}
          >
            <input
              type="radio"
              name={name}
              value={card.value}
              checked={props.value === card.value}
              disabled={card.disabled}
              onChange={() => props.onChange(card.value)}
              className="mt-1 size-4 shrink-0 accent-accent-solid outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 font-medium">
                <span className="min-w-0 [overflow-wrap:anywhere]">{card.title}</span>
                {card.aside && <span className="font-normal">{card.aside}</span>}
              </span>
              {card.body && <span className="block text-muted text-sm">{card.body}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
