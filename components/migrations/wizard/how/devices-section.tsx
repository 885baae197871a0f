"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Field } from "@/components/ui/field.tsx";
import { Switch } from "@/components/ui/switch.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { visibleText } from "@/lib/format/visible-text.ts";
import { useHow } from "./context.tsx";
import { FoldedSection } from "./section.tsx";
import { type Unpluggable, unpluggable } from "./unpluggable.ts";

/** Devices that are taken out before the migration and given back as equivalents at the destination. */
export function DevicesSection() {
  const { model } = useHow();
  const t = useTranslations("wizard.how");
  if (!model.domain) return null;
  const devices = unpluggable(model.domain);
  const own = devices.some((device) => device.own);
  return (
    <FoldedSection title={t("sections.devices")} keys={["devices"]} fields={["hostDevices"]} wanted={own}>
      {devices.length === 0 ? (
        <p className="text-muted text-sm">{t("devices.none")}</p>
      ) : (
        <p className="text-muted text-sm">
          {t("devices.unplugHint")} {t("devices.bonding")} {own ? t("devices.untested") : null}
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {devices.map((device) => (
          <li key={device.key}>
            <DeviceChoice device={device} />
          </li>
        ))}
      </ul>
    </FoldedSection>
  );
}

function DeviceChoice({ device }: { readonly device: Unpluggable }) {
  const { params, change, errors } = useHow();
  const t = useTranslations("wizard.how.devices");
  const message = useMessage();
  const chosen = params.devices.find((one) => one.key === device.key);
  const others = params.devices.filter((one) => one.key !== device.key);
  const wrong = errors[`hostDevices.${device.key}`];
  const { label } = device;
  const name =
    label.kind === "nic"
      ? t("nicDevice", { mac: visibleText(label.mac), type: t(`types.${label.type}`) })
      : t("hostDevice", { type: visibleText(label.type), address: visibleText(label.address) });
  return (
    <div className="flex flex-col gap-2">
      <Switch
        name={`hostDevices.${device.key}`}
        checked={chosen !== undefined}
        label={t("unplug", { device: name })}
        onChange={(on) => change({ devices: on ? [...others, { key: device.key, replacement: "" }] : others })}
      />
      {chosen ? (
        <Field
          label={t("replacement", { device: name })}
          error={wrong ? message(wrong) : undefined}
          hint={t("replacementHint")}
          className="ml-10.5"
        >
          <TextInput
            mono
            name={`hostDevices.${device.key}.replacement`}
            maxLength={90}
            value={chosen.replacement}
            onChange={(event) => change({ devices: [...others, { key: device.key, replacement: event.target.value }] })}
            className="max-w-100"
          />
        </Field>
      ) : null}
    </div>
  );
}
