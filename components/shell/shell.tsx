"use client";

import clsx from "clsx";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { LiveDataProvider } from "@/lib/client/live-data-provider.tsx";
import { useLiveState } from "@/lib/client/live-state.ts";
import { Header } from "./header.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { Nav } from "./nav.tsx";
import { useHotkeys } from "./use-hotkeys.ts";

/** The frame of every page behind the sign-in: navigation, header, keys, live data. */
export function Shell(props: { readonly userName: string; readonly children: ReactNode }) {
  const t = useTranslations("common.shell");
  const searchRef = useRef<HTMLInputElement>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  const toSearch = useCallback(() => searchRef.current?.focus(), []);
  const toHelp = useCallback(() => setHelpOpen(true), []);
  useHotkeys({ onSearch: toSearch, onHelp: toHelp });
  const gone = useLiveState() === "server-gone";
  return (
    <LiveDataProvider>
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent-solid px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="flex min-h-dvh">
        <Nav />
        <div className="flex min-w-0 flex-1 flex-col">
          <Header userName={props.userName} searchRef={searchRef} onHelp={toHelp} />
          <main
            id="main"
            tabIndex={-1}
            className={clsx("flex-1 pb-16 outline-none md:pb-4", gone && "opacity-60 grayscale-50 transition-opacity")}
          >
            {props.children}
          </main>
        </div>
      </div>
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
    </LiveDataProvider>
  );
}
