"use client";

import { HardDrive, Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button, buttonClass } from "@/components/ui/button.tsx";
import type { Finding } from "@/lib/contract/index.ts";
import { storageShared } from "@/lib/core/preflight/rules/storage-shared.ts";
import { choiceHref } from "./choice-href.ts";
import { useFixDoor } from "./fix-place.tsx";

/** What can be pressed to put a finding right: what the console does on the hosts, and choices of the wizard. Nothing where there is none. */
export function FixActions({ finding }: { readonly finding: Finding }) {
  const t = useTranslations("fixDialog");
  const message = useMessage();
  const door = useFixDoor();
  if (!door) return null;
  const { place } = door;
  const { apply, choices = [] } = finding.fix ?? {};
  const troubled = finding.verdict === "block" || finding.verdict === "warn" || finding.verdict === "unknown";
  const storage = finding.ruleId === storageShared.id && troubled && apply?.kind !== "set-up-pool";
  if (!apply && choices.length === 0 && !storage) return null;
  const icon = <Wrench aria-hidden className="size-4" />;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {apply ? (
        <Button size="sm" icon={icon} onClick={() => door.openFix(apply)} data-testid={`fix-open-${finding.ruleId}`}>
          {t("open")}
        </Button>
      ) : null}
      {choices.map((choice, index) => {
        const testId = `fix-choice-${finding.ruleId}-${index}`;
        const key = JSON.stringify(choice);
        const { onChoice } = place;
        return onChoice ? (
          <Button key={key} size="sm" className="max-w-full" onClick={() => onChoice(choice)} data-testid={testId}>
            <span className="truncate">{message(choice.label)}</span>
          </Button>
        ) : (
          <Link
            key={key}
            href={choiceHref(place, choice)}
            className={buttonClass("secondary", "sm", "max-w-full")}
            data-testid={testId}
          >
            <span className="truncate">{message(choice.label)}</span>
          </Link>
        );
      })}
      {storage ? (
        <Button
          size="sm"
          icon={<HardDrive aria-hidden className="size-4" />}
          onClick={door.openStorage}
          data-testid="set-up-storage"
        >
          {t("pool.open")}
        </Button>
      ) : null}
    </div>
  );
}
