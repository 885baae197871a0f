"use client";

import { useTranslations } from "use-intl";
import { ChoiceOption } from "./choice-option.tsx";
import { useHow } from "./context.tsx";
import { NumberOption } from "./number-option.tsx";
import { FoldedSection, OptionGrid } from "./section.tsx";

const METHODS = ["none", "xbzrle", "mt", "zlib", "zstd"] as const;

/** How memory is compressed, with the figures of the method. */
export function CompressionSection() {
  const { params, change, support } = useHow();
  const t = useTranslations("wizard.how");
  const { compression } = params;
  const option = compression === "none" ? {} : { option: compression };
  return (
    <FoldedSection
      title={t("sections.compression")}
      keys={["compression", "compressionLevel", "compressionCache", "compressionThreads", "decompressThreads"]}
      fields={["compression"]}
    >
      <ChoiceOption
        field="compression"
        {...option}
        label={t("compression.label")}
        hint={t("compression.hint")}
        defaultText={t("compression.default")}
        value={compression}
        choices={METHODS.map((value) => ({
          value,
          label: t(`compression.${value}`),
          disabled: value !== "none" && value !== compression && support[value].supported === false,
        }))}
        onChange={(next) => change({ compression: next })}
      />
      <OptionGrid>
        {compression === "xbzrle" ? <NumberOption id="compressionCache" field="compression.cacheMiB" /> : null}
        {compression === "mt" || compression === "zlib" || compression === "zstd" ? (
          <NumberOption id="compressionLevel" field="compression.level" />
        ) : null}
        {compression === "mt" ? (
          <>
            <NumberOption id="compressionThreads" field="compression.threads" />
            <NumberOption id="decompressThreads" field="compression.decompressThreads" />
          </>
        ) : null}
      </OptionGrid>
    </FoldedSection>
  );
}
