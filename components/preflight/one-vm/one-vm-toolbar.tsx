"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Select } from "@/components/ui/select.tsx";
import { Switch } from "@/components/ui/switch.tsx";
import type { DomainUuid } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import { oneVmHref } from "../one-vm-href.ts";
import type { MatrixRow } from "../rows.ts";

/** Above one VM's checks: another VM, and only what differs. */
export function OneVmToolbar(props: {
  readonly vm: DomainUuid;
  readonly vms: readonly MatrixRow[];
  readonly differs: boolean;
  readonly onDiffers: (differs: boolean) => void;
}) {
  const t = useTranslations("matrix.one");
  const router = useRouter();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-2.5 py-2">
      <Select<DomainUuid>
        aria-label={t("choose")}
        className="w-full sm:w-64"
        value={props.vm}
        onChange={(vm) => router.push(oneVmHref(vm, { to: null, differs: props.differs }))}
        options={props.vms.map(({ domain }) => ({ value: domain.uuid, label: visibleText(domain.name) }))}
      />
      <Switch checked={props.differs} onChange={props.onDiffers} label={t("differs")} />
    </div>
  );
}
