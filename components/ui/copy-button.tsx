"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

/** Puts text on the clipboard; falls back to a hidden field where the page has no secure context (plain http on a LAN). */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  (document.activeElement?.closest('[role="dialog"]') ?? document.body).append(area);
  const before = document.activeElement;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/** Copies `text` and says so. With `label` a button with words, without an icon. */
export function CopyButton(props: { readonly text: string; readonly label?: string; readonly size?: "sm" | "md" }) {
  const t = useTranslations("common.action");
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => void copyText(props.text).then((done) => setOutcome(done ? "copied" : "failed"));
  const icon =
    outcome === "copied" ? <Check aria-hidden className="size-4 text-pass" /> : <Copy aria-hidden className="size-4" />;
  const said = outcome === "copied" ? t("copied") : outcome === "failed" ? t("copyFailed") : "";
  return (
    <span className="inline-flex">
      {props.label ? (
        <Button size={props.size ?? "sm"} icon={icon} onClick={copy}>
          {props.label}
        </Button>
      ) : (
        <IconButton size={props.size ?? "sm"} label={said || t("copy")} onClick={copy}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </span>
  );
}
