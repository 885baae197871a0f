"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ApiErrorNotice } from "./api-error-notice.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks before something is removed: the button names it. `remove` does it; `onRemoved` follows when it worked, an error is shown in place. */
export function ConfirmRemoval(props: {
  readonly open: boolean;
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  readonly remove: () => Promise<unknown>;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations("common.action");
  const removal = useMutation({ mutationFn: props.remove, onSuccess: props.onRemoved });
  const close = () => {
    removal.reset();
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={close}
      width="sm"
      title={props.title}
      footer={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button variant="danger" busy={removal.isPending} onClick={() => removal.mutate()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{props.body}</p>
        <ApiErrorNotice error={removal.error} />
      </div>
    </Dialog>
  );
}
