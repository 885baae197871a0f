"use client";

import { Cpu } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { HostStateMark } from "@/components/ui/host-state-mark.tsx";
import { HostText } from "@/components/ui/host-text.tsx";
import type { HostId, HostSnapshot } from "@/lib/contract/index.ts";

/** Which hosts the model has to run on; at first those that were asked, else all that are online. */
export function HostChoice(props: {
  readonly hosts: readonly HostSnapshot[];
  readonly asked: readonly HostId[];
  readonly busy: boolean;
  readonly onAsk: (hosts: readonly HostId[]) => void;
}) {
  const { hosts, asked } = props;
  const t = useTranslations("cpuBaseline");
  const ids = hosts.map((host) => host.registration.id);
  const [chosen, setChosen] = useState<ReadonlySet<HostId>>(
    () => new Set(asked.length > 0 ? asked : hosts.filter(({ state }) => state === "online").map((host) => host.registration.id)),
  );
  const [tried, setTried] = useState(false);
  const picked = ids.filter((id) => chosen.has(id));
  const toggle = (id: HostId, on: boolean) => setChosen(new Set(ids.filter((one) => (one === id ? on : chosen.has(one)))));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (picked.length > 0 && !props.busy) props.onAsk(picked);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <fieldset className="min-w-0">
        <legend className="font-semibold">{t("hosts")}</legend>
        <div className="mt-2 flex max-h-100 flex-col gap-2 overflow-y-auto">
          <Checkbox
            checked={picked.length === ids.length && ids.length > 0}
            indeterminate={picked.length > 0 && picked.length < ids.length}
            onChange={(on) => setChosen(new Set(on ? ids : []))}
            label={t("all")}
          />
          {hosts.map((host) => (
            <Checkbox
              key={host.registration.id}
              name={host.registration.id}
              checked={chosen.has(host.registration.id)}
              onChange={(on) => toggle(host.registration.id, on)}
              label={host.registration.name}
              hint={<HostCpuLine host={host} />}
            />
          ))}
        </div>
      </fieldset>
      {tried && picked.length === 0 ? (
        <p role="alert" className="text-block text-sm">
          {t("chooseOne")}
        </p>
      ) : null}
      <Button
        type="submit"
        variant="primary"
        busy={props.busy}
        icon={<Cpu aria-hidden className="size-4" />}
        data-testid="find-baseline"
      >
        {t("find", { count: picked.length })}
      </Button>
    </form>
  );
}

function HostCpuLine({ host }: { readonly host: HostSnapshot }) {
  const cpu = host.facts?.cpu;
  return (
    <>
      {cpu?.known && cpu.value.model.known ? <HostText text={cpu.value.model.value} /> : null}
      {host.state === "online" ? null : <HostStateMark state={host.state} />}
    </>
  );
}
