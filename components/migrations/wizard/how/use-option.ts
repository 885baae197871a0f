"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { type OptionName, REQUIREMENTS, type Requirement } from "@/lib/core/migration/option-requirements.ts";
import { useHow } from "./context.tsx";

/** What the hosts and the rules say of one option. */
export interface OptionState {
  /** Text of what is wrong with it. */
  readonly error: string | undefined;
  /** True when a host is too old (or too new) for it. */
  readonly unsupported: boolean;
  /** Why it cannot be used, or why that is not known; null = it can. */
  readonly reason: string | null;
  /** "libvirt 5.2.0, QEMU 4.0"; null when nothing is known to be needed. */
  readonly needs: string | null;
}

function versions(requirement: Requirement): string {
  const { libvirt, qemu, qemuBelow } = requirement;
  return [libvirt && `libvirt ${libvirt}`, qemu && `QEMU ${qemu}`, qemuBelow && `QEMU < ${qemuBelow}`].filter(Boolean).join(", ");
}

/** The state of the option at `field` (its path below `options`), with the support that `option` names. */
export function useOption(field: string, option?: OptionName): OptionState {
  const { errors, support } = useHow();
  const message = useMessage();
  const t = useTranslations("wizard.how");
  const wrong = errors[field];
  const known = option ? support[option] : undefined;
  const text = option ? versions(REQUIREMENTS[option]) : "";
  return {
    error: wrong ? message(wrong) : undefined,
    unsupported: known?.supported === false,
    reason: known && known.supported !== true ? message(known.reason) : null,
    needs: text === "" ? null : t("needs", { versions: text }),
  };
}
