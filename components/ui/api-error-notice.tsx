"use client";

import { useMessage } from "@/components/i18n/use-message.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { HostWords } from "./host-words.tsx";
import { Notice } from "./notice.tsx";

/** What a call of the API threw, in words of the page's language, with the host's words folded. Nothing for no error. */
export function ApiErrorNotice(props: { readonly error: unknown }) {
  const message = useMessage();
  if (!props.error) return null;
  const { data } = errorOf(props.error);
  return (
    <Notice tone="danger" live title={message(data.message)}>
      <HostWords text={data.detail} />
    </Notice>
  );
}
