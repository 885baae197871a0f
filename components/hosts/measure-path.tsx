"use client";

import { useTranslations } from "use-intl";
import { useMessage } from "@/components/i18n/use-message.ts";
import { Button } from "@/components/ui/button.tsx";
import { errorOf } from "@/lib/client/api-error.ts";
import { useMeasureLink } from "@/lib/client/mutations/measure-link.ts";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** For how long a way is measured, s. */
export const MEASURE_SECONDS = 3;

/** Measures the way to another host by one press; why it could not is said below the button. */
export function MeasurePath(props: { readonly source: HostSnapshot; readonly destination: HostSnapshot }) {
  const t = useTranslations("forecast.links");
  const message = useMessage();
  const measure = useMeasureLink();
  const { source, destination } = props;
  const name = destination.registration.name;
  return (
    <>
      <Button
        size="sm"
        busy={measure.isPending}
        aria-label={t("measureTo", { host: visibleText(name) })}
        onClick={() =>
          measure.mutate({
            sourceHostId: source.registration.id,
            destinationHostId: destination.registration.id,
            seconds: MEASURE_SECONDS,
          })
        }
        data-testid={`measure-path-${name}`}
      >
        {t("measure")}
      </Button>
      {measure.isError ? (
        <span role="alert" className="mt-1 block text-left text-block">
          {message(errorOf(measure.error).data.message)}
        </span>
      ) : null}
    </>
  );
}
