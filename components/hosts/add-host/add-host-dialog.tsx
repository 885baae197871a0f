"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { ChecksStep } from "./checks-step.tsx";
import { ConnectionStep } from "./connection-step.tsx";
import { FingerprintStep } from "./fingerprint-step.tsx";
import { useAddHost } from "./use-add-host.ts";

const STEPS = ["connection", "fingerprint", "checks"] as const;
const STEP_NAMES = { connection: "stepConnection", fingerprint: "stepFingerprint", checks: "stepChecks" } as const;
const FORM_ID = "add-host";

/** Adds a host in three steps: connection, host key, checks. */
export function AddHostDialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (host: HostSnapshot) => void;
}) {
  const t = useTranslations("hosts.addDialog");
  const tAction = useTranslations("common.action");
  const flow = useAddHost(props.onAdded);
  const close = () => {
    flow.abandon();
    props.onClose();
  };
  const busy = flow.connect.isPending || flow.check.isPending || flow.add.isPending;
  const number = STEPS.indexOf(flow.step) + 1;
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={t("title")}
      description={t("progress", { step: number, name: t(STEP_NAMES[flow.step]) })}
      footer={
        <>
          {flow.step === "connection" ? (
            <Button onClick={close}>{tAction("cancel")}</Button>
          ) : (
            <Button onClick={flow.toConnection} disabled={busy}>
              {tAction("back")}
            </Button>
          )}
          <MainButton flow={flow} />
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (flow.step === "connection") flow.submitConnection();
        }}
      >
        {flow.step === "connection" && <ConnectionStep flow={flow} />}
        {flow.step === "fingerprint" && <FingerprintStep flow={flow} />}
        {flow.step === "checks" && <ChecksStep flow={flow} />}
      </form>
    </Dialog>
  );
}

function MainButton(props: { readonly flow: ReturnType<typeof useAddHost> }) {
  const t = useTranslations("hosts.addDialog");
  const { flow } = props;
  const fingerprint = flow.result?.hostKey?.fingerprint;
  if (flow.step === "connection") {
    return (
      <Button type="submit" form={FORM_ID} variant="primary" busy={flow.connect.isPending}>
        {t("connect")}
      </Button>
    );
  }
  if (flow.step === "fingerprint") {
    return (
      <Button
        variant="primary"
        disabled={!flow.compared || fingerprint === undefined}
        onClick={() => fingerprint && flow.check.mutate(fingerprint)}
      >
        {t("accept")}
      </Button>
    );
  }
  if (flow.result?.ready && !flow.check.isPending) {
    return (
      <Button variant="primary" busy={flow.add.isPending} onClick={() => fingerprint && flow.add.mutate(fingerprint)}>
        {t("submit", { host: flow.name.trim() || flow.result.hostname || flow.draft.address })}
      </Button>
    );
  }
  return (
    <Button variant="primary" busy={flow.check.isPending} onClick={() => fingerprint && flow.check.mutate(fingerprint)}>
      {t("checkAgain")}
    </Button>
  );
}
