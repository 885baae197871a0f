import type { Domain, Message } from "@/lib/contract/index.ts";
import type { OptionSupport } from "@/lib/core/migration/option-support.ts";
import { modeOf } from "../build-options.ts";
import type { WizardParams } from "../params.ts";

/** The big cards. Post-copy is a live migration that may switch; the others are libvirt's modes or our own. */
export const MODE_CARDS = ["live", "post-copy", "offline", "cold-copy", "saved-state"] as const;
export type ModeCard = (typeof MODE_CARDS)[number];

/** The card that the choices stand for. */
export function cardOf(params: Pick<WizardParams, "mode" | "postCopy">, domain: Domain | null): ModeCard {
  const mode = modeOf(params, domain);
  return mode === "live" && params.postCopy !== "off" ? "post-copy" : mode;
}

/** What choosing a card changes. Plain live takes back whatever would switch to post-copy. */
export function chooseCard(params: WizardParams, card: ModeCard): Partial<WizardParams> {
  switch (card) {
    case "live":
      return {
        mode: "live",
        postCopy: "off",
        timeoutAction: params.timeoutAction === "post-copy" ? "suspend" : params.timeoutAction,
        ladder: params.ladder.filter((rung) => rung.kind !== "post-copy"),
      };
    case "post-copy":
      return { mode: "live", postCopy: params.postCopy === "off" ? "by-hand" : params.postCopy };
    default:
      return { mode: card };
  }
}

const refused = (reason: "needs-running" | "needs-shut-off" | "needs-definition"): Message => ({
  key: `wizard.how.modes.refused.${reason}`,
});

/** Why this VM cannot move in this way between these hosts; null = it can. */
export function modeRefusal(card: ModeCard, domain: Domain | null, support: OptionSupport): Message | null {
  if (!domain) return null;
  const off = domain.state === "shut-off";
  switch (card) {
    case "live":
      return off ? refused("needs-running") : null;
    case "post-copy":
      return off ? refused("needs-running") : unsupported(support["post-copy"]);
    case "saved-state":
      return off ? refused("needs-running") : null;
    case "offline":
    case "cold-copy":
      if (!domain.persistent) return refused("needs-definition");
      if (!off) return refused("needs-shut-off");
      return card === "offline" ? unsupported(support.offline) : null;
  }
}

function unsupported(support: OptionSupport[keyof OptionSupport]): Message | null {
  return support.supported === false ? support.reason : null;
}
