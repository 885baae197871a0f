"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { copiedDisksOf, modeOf } from "../build-options.ts";
import { storageKind } from "../disk-choices.ts";
import { useHow } from "./context.tsx";
import { cardOf, chooseCard, MODE_CARDS, modeRefusal } from "./modes.ts";

/** How the VM moves, as big cards. Impossible ones are shown with the reason. */
export function ModeCards() {
  const { params, change, model, support } = useHow();
  const t = useTranslations("wizard.how.modes");
  const message = useMessage();
  const { domain } = model;
  const card = cardOf(params, domain);
  return (
    <RadioCards
      legend={t("legend")}
      columns={2}
      value={card}
      onChange={(chosen) => change(chooseCard(params, chosen))}
      cards={MODE_CARDS.map((one) => {
        const reason = modeRefusal(one, domain, support);
        // What follows from the disks is said on the chosen card: it may be another with another mode.
        const kind = one === card && domain ? storageKind(domain.disks, copiedDisksOf(params, domain)) : null;
        return {
          value: one,
          title: t(`${one}.title`),
          aside: kind ? <Badge>{t(`storage.${kind}`)}</Badge> : null,
          body: (
            <>
              {t(`${one}.body`)}
              {reason ? <span className="mt-1 block font-medium text-text">{message(reason)}</span> : null}
            </>
          ),
          disabled: reason !== null && one !== card,
        };
      })}
    />
  );
}

/** True for the modes in which QEMU itself moves the running VM. */
export function useIsLive(): boolean {
  const { params, model } = useHow();
  return modeOf(params, model.domain) === "live";
}
