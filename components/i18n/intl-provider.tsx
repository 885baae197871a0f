"use client";

import { type ReactNode, useEffect } from "react";
import { IntlProvider as UseIntlProvider } from "use-intl";
import type { Locale } from "@/lib/i18n/locales.ts";
import type { Messages } from "@/lib/i18n/messages.ts";
import { ServerNowContext, setServerClockOffset } from "./clock.ts";

/** Below this a difference is taken for network delay, not for a wrong clock. */
const CLOCK_TOLERANCE_MS = 5000;

/** Gives the page its language and its clock. `nowMs` is the server's time at the render. */
export function IntlProvider(props: {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly nowMs: number;
  readonly children: ReactNode;
}) {
  const { nowMs } = props;
  useEffect(() => {
    const ahead = nowMs - Date.now();
    setServerClockOffset(Math.abs(ahead) > CLOCK_TOLERANCE_MS ? ahead : 0);
  }, [nowMs]);
  return (
    // No message formats a date by itself (lib/format does, in the browser's zone): the zone given here only quiets a warning.
    <UseIntlProvider locale={props.locale} messages={props.messages} timeZone="UTC" getMessageFallback={({ key }) => key}>
      <ServerNowContext.Provider value={nowMs}>{props.children}</ServerNowContext.Provider>
    </UseIntlProvider>
  );
}
