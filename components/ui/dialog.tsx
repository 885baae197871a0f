"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./icon-button.tsx";

/** Where typing goes when a form opens; a question without fields focuses itself, so that no answer is one Enter away. */
const FIRST_FIELD = "form :is(input, textarea, select):not([disabled])";

/**
 * A modal question or form. Focus is kept inside, Esc and the cross close it (`onClose`), focus goes back where it was.
 * `footer` holds the buttons, main one last. `locked` keeps it open while something runs that must not be left half-way.
 */
export function Dialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly footer?: ReactNode;
  readonly width?: "sm" | "md" | "lg";
  readonly locked?: boolean;
  readonly children?: ReactNode;
}) {
  const t = useTranslations("common.action");
  const popup = useRef<HTMLDivElement>(null);
  const width = props.width ?? "md";
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && !props.locked && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop forceRender className="fixed inset-0 z-40 bg-backdrop" />
        <Base.Popup
          ref={popup}
          initialFocus={() => popup.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? popup.current}
          className={clsx(
            "fixed top-[8dvh] left-1/2 z-40 flex max-h-[84dvh] w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface text-text shadow-pop outline-none",
            width === "sm" && "max-w-100",
            width === "md" && "max-w-140",
            width === "lg" && "max-w-190",
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-4 py-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg [overflow-wrap:anywhere]">{props.title}</Base.Title>
              {props.description && <Base.Description className="text-muted text-sm">{props.description}</Base.Description>}
            </div>
            {!props.locked && (
              <IconButton label={t("close")} size="sm" onClick={props.onClose}>
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </header>
          {props.children && <div className="min-h-0 overflow-y-auto px-4 py-4">{props.children}</div>}
          {props.footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{props.footer}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
