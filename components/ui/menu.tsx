"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  /** Defined = this is one of a choice, and whether it is the chosen one. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Stays open after the press, for several ticks in a row. */
  readonly keepOpen?: boolean;
}

const ITEM =
  "flex cursor-default items-center gap-2 rounded-sm px-2 py-1.25 text-base outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-55";

/** A list of actions below a button; `trigger` is the button element. Arrow keys, letters and Esc work as in a native menu. */
export function Menu(props: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  /** A line above the items that is not one. */
  readonly heading?: ReactNode;
  readonly align?: "start" | "end";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner align={props.align ?? "end"} sideOffset={4} className="z-50">
          <Base.Popup className="max-h-[70dvh] min-w-44 overflow-y-auto rounded-md border border-line bg-surface p-1 text-text shadow-pop outline-none">
            {props.heading && <div className="border-line border-b px-2 pt-1 pb-1.5 text-muted text-sm">{props.heading}</div>}
            {props.items.map((item) => (
              <Base.Item
                key={item.id}
                disabled={item.disabled ?? false}
                closeOnClick={!item.keepOpen}
                onClick={item.onSelect}
                aria-current={item.checked ? "true" : undefined}
                className={clsx(ITEM, item.danger && "text-block")}
              >
                {item.checked !== undefined && <Check aria-hidden className={clsx("size-4", !item.checked && "invisible")} />}
                {item.icon}
                {item.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
