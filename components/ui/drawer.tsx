"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./icon-button.tsx";

/**
 * A sheet at the right side (the whole width on a small screen) with details of what was clicked. Focus is kept inside while it is
 * open, Esc closes, focus goes back to the row. `open` should follow the URL, so that a drawer can be linked.
 */
export function Drawer(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** A line below the title: state, age. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: "md" | "lg";
  readonly children?: ReactNode;
}) {
  const t = useTranslations("common.action");
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-backdrop" />
        <Base.Popup
          ref={popup}
          // The sheet itself: a reader then says its title, and no button looks pressed.
          initialFocus={popup}
          className={clsx(
            "fixed inset-y-0 right-0 z-30 flex w-full flex-col border-line border-l bg-surface text-text shadow-pop outline-none",
            props.width === "lg" ? "sm:max-w-200" : "sm:max-w-150",
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-4 py-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg [overflow-wrap:anywhere]">{props.title}</Base.Title>
              {props.subtitle && (
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">{props.subtitle}</div>
              )}
            </div>
            <IconButton label={t("close")} onClick={props.onClose}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">{props.children}</div>
          {props.actions && <footer className="flex flex-wrap gap-2 border-line border-t px-4 py-3">{props.actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
