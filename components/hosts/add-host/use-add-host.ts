"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/lib/client/api.ts";
import { withHost } from "@/lib/client/live-cache.ts";
import {
  addKeyInput,
  connectionInput,
  type HostSnapshot,
  type ProbeResult,
  queryKeys,
  type SshKeyView,
} from "@/lib/contract/index.ts";
import { EMPTY_DRAFT, type HostDraft, PASTED } from "./draft.ts";

type Step = "connection" | "fingerprint" | "checks";
type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];

const NO_ISSUES: Issues = [];

/** What zod has to say about the draft, before anything is sent. */
function issuesOf(draft: HostDraft): Issues {
  const pasted = draft.keyId === PASTED;
  const connection = connectionInput.safeParse({ ...draft, keyId: pasted ? "server" : draft.keyId });
  const key = pasted ? addKeyInput.safeParse({ name: draft.keyName, privateKey: draft.privateKey }) : null;
  return [
    ...(connection.error?.issues ?? []),
    // "name" is the host's in this form.
    ...(key?.error?.issues ?? []).map((issue) => ({
      ...issue,
      path: issue.path.map((part) => (part === "name" ? "keyName" : part)),
    })),
  ];
}

/**
 * The flow that adds a host: connect without trusting anything, show the host key, check what works with the accepted key, add.
 * A key that was pasted for it is taken away again when the flow is left without a host.
 */
export function useAddHost(onAdded: (host: HostSnapshot) => void) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<HostDraft>(EMPTY_DRAFT);
  const [step, setStep] = useState<Step>("connection");
  const [name, setName] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const [result, setResult] = useState<ProbeResult | null>(null);
  const [newKey, setNewKey] = useState<SshKeyView | null>(null);
  const [keyChanged, setKeyChanged] = useState(false);
  const [comparedFingerprint, setComparedFingerprint] = useState<string | null>(null);

  const connection = (keyId: string) => ({
    address: draft.address.trim(),
    port: draft.port ?? Number.NaN,
    user: draft.user.trim(),
    keyId,
  });
  const storedKeyId = newKey?.id ?? draft.keyId;

  const connect = useMutation({
    mutationFn: async () => {
      let keyId = storedKeyId;
      if (keyId === PASTED) {
        const { keyName, privateKey, passphrase } = draft;
        const key = await api.keys.add({ name: keyName.trim(), privateKey, ...(passphrase !== "" && { passphrase }) });
        setNewKey(key);
        void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
        keyId = key.id;
      }
      return api.hosts.probe(connection(keyId));
    },
    onSuccess: (probed) => {
      setResult(probed);
      if (probed.hostKey && probed.alreadyRegisteredAs === null) setStep("fingerprint");
    },
  });

  const check = useMutation({
    mutationFn: (fingerprint: string) => api.hosts.probe({ ...connection(storedKeyId), acceptedFingerprint: fingerprint }),
    onMutate: () => setStep("checks"),
    onSuccess: (probed, fingerprint) => {
      setResult(probed);
      if (probed.hostKey && probed.hostKey.fingerprint !== fingerprint) {
        setKeyChanged(true);
        setStep("fingerprint");
      }
    },
  });

  const add = useMutation({
    mutationFn: (fingerprint: string) =>
      api.hosts.add({
        ...connection(storedKeyId),
        ...(name.trim() !== "" && { name: name.trim() }),
        acceptedFingerprint: fingerprint,
      }),
    onSuccess: (host) => {
      client.setQueryData<readonly HostSnapshot[]>(queryKeys.hosts, (hosts) => hosts && withHost(hosts, host));
      void client.invalidateQueries({ queryKey: queryKeys.sshKeys });
      restart();
      onAdded(host);
    },
  });

  const removeKey = useMutation({
    mutationFn: (keyId: string) => api.keys.remove({ keyId }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sshKeys }),
  });

  function restart(): void {
    setDraft(EMPTY_DRAFT);
    setStep("connection");
    setName("");
    setIssues(NO_ISSUES);
    setResult(null);
    setNewKey(null);
    setKeyChanged(false);
    setComparedFingerprint(null);
    connect.reset();
    check.reset();
    add.reset();
  }

  return {
    draft,
    step,
    name,
    setName,
    issues,
    result,
    keyChanged,
    /** The admin said that this very fingerprint is the host's. */
    compared: comparedFingerprint !== null && comparedFingerprint === result?.hostKey?.fingerprint,
    setCompared: (compared: boolean) => setComparedFingerprint(compared ? (result?.hostKey?.fingerprint ?? null) : null),
    connect,
    check,
    add,
    change: (part: Partial<HostDraft>) => {
      setDraft({ ...draft, ...part });
      // A pasted key that was stored already is not the one in the field any more.
      if (newKey && ("privateKey" in part || "keyId" in part || "passphrase" in part)) {
        removeKey.mutate(newKey.id);
        setNewKey(null);
      }
    },
    submitConnection: () => {
      const found = issuesOf(draft);
      setIssues(found);
      setKeyChanged(false);
      if (found.length === 0) connect.mutate();
    },
    toConnection: () => {
      setStep("connection");
      setResult(null);
      connect.reset();
    },
    /** Leaves nothing behind. */
    abandon: () => {
      if (newKey) removeKey.mutate(newKey.id);
      restart();
    },
  };
}

export type AddHostFlow = ReturnType<typeof useAddHost>;
