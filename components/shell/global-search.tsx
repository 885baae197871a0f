"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Boxes, Search, Server } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { HostText } from "@/components/ui/host-text.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { hostsQuery } from "@/lib/client/queries/hosts.ts";
import { findHits, type SearchHit } from "./search-hits.ts";

const KIND = { host: [Server, "searchHosts"], domain: [Boxes, "searchDomains"] } as const;

/** Finds VMs and hosts by name from any page: arrows choose, Enter goes there, Esc leaves. A combobox as ARIA describes it. */
export function GlobalSearch(props: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations("common.shell");
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState("");
  const [focused, setFocused] = useState(false);
  const [active, setActive] = useState(0);
  const { data: hosts } = useQuery({ ...hostsQuery(), enabled: focused });
  const hits = findHits(hosts ?? [], text);
  const open = focused && text.trim() !== "";
  const at = Math.min(active, Math.max(0, hits.length - 1));

  const go = (hit: SearchHit) => {
    setText("");
    props.inputRef.current?.blur();
    router.push(hit.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Letters that make up a Chinese word are not yet text: Enter belongs to the input method.
    if (event.nativeEvent.isComposing) return;
    const hit = hits[at];
    if (event.key === "ArrowDown") setActive(hits.length === 0 ? 0 : (at + 1) % hits.length);
    else if (event.key === "ArrowUp") setActive(hits.length === 0 ? 0 : (at + hits.length - 1) % hits.length);
    else if (event.key === "Enter" && open && hit) go(hit);
    else if (event.key === "Escape") {
      setText("");
      props.inputRef.current?.blur();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="relative min-w-0 flex-1 sm:max-w-90">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <TextInput
        ref={props.inputRef}
        role="combobox"
        aria-label={t("searchPlaceholder")}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && hits[at] ? `${listId}-${at}` : undefined}
        placeholder={t("searchPlaceholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        className="pr-9 pl-8"
      />
      <span className="pointer-events-none absolute inset-y-0 right-2 hidden items-center sm:flex">
        <Kbd>/</Kbd>
      </span>
      <div
        id={listId}
        role="listbox"
        aria-label={t("searchPlaceholder")}
        hidden={!open}
        className="absolute inset-x-0 top-full z-30 mt-1 max-h-[70dvh] min-w-70 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-pop"
      >
        {hits.map((hit, index) => {
          const [Icon, kind] = KIND[hit.kind];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the combobox, which handles Enter
            // biome-ignore lint/a11y/useFocusableInteractive: the combobox points at it by aria-activedescendant
            <div
              key={hit.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              // Before the blur of the input, which would close the list under the pointer.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(hit)}
              onPointerMove={() => setActive(index)}
              className={clsx("flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5", index === at && "bg-hover")}
            >
              <Icon aria-label={t(kind)} className="size-4 shrink-0 text-faint" />
              <span className="min-w-0 flex-1 truncate">
                <HostText text={hit.name} />
              </span>
              <span className="max-w-[40%] truncate text-muted text-sm">
                <HostText text={hit.detail} />
              </span>
            </div>
          );
        })}
        {hits.length === 0 && <p className="px-2 py-1.5 text-muted text-sm">{t("searchEmpty")}</p>}
      </div>
    </div>
  );
}
