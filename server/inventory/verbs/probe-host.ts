import type { z } from "zod";
import type { connectionInput } from "../../../lib/contract/inputs.ts";
import type { ProbeResult, ProbeStep, ProbeStepId } from "../../../lib/contract/views.ts";
import type { HostKey, HostProblemCode } from "../../../lib/core/model/host.ts";
import { fetchHostKey } from "../../ssh/fetch-host-key.ts";
import { connectSsh } from "../../ssh/ssh-connection.ts";
import { inventoryError } from "../errors.ts";
import type { InventoryParts } from "../parts.ts";
import { type Check, checkHost } from "./check-host.ts";

export type ProbeInput = z.output<typeof connectionInput> & { readonly acceptedFingerprint?: string | undefined };

/** Whether a registration points at this address and port, or at this libvirt host; its name if so. */
export type FindRegistered = (match: {
  readonly address: string;
  readonly port: number;
  readonly libvirtUuid: string | null;
}) => string | null;

const STEPS: readonly ProbeStepId[] = ["tcp", "host-key", "login", "virsh", "libvirt-read", "libvirt-write", "qemu", "clock"];
const CONNECT_TIMEOUT_MS = 8_000;
/** Before these problems no TCP connection was made. */
const BEFORE_TCP: ReadonlySet<HostProblemCode> = new Set(["address-unresolvable", "connection-refused", "no-route"]);

/**
 * Tries a host without keeping anything: key exchange; then, only if the key that it presents is the accepted one, login and everything
 * that we need there. Each step says what is wrong; steps behind a failed one are skipped. Rejects only for an unknown key id.
 */
export async function probeHost(
  { store, now }: Pick<InventoryParts, "store" | "now">,
  input: ProbeInput,
  findRegistered: FindRegistered,
): Promise<ProbeResult> {
  const privateKey = await store.keys.readPrivate(input.keyId).catch(() => {
    throw inventoryError("invalid-input", "key-unknown", { field: "keyId" });
  });
  const steps = new Map<ProbeStepId, ProbeStep>();
  const put = (id: ProbeStepId, check: Check) => steps.set(id, { id, ...check });
  const answer = (hostKey: HostKey | null, hostname: string | null, libvirtUuid: string | null): ProbeResult => {
    const alreadyRegisteredAs = findRegistered({ address: input.address, port: input.port, libvirtUuid });
    const all = STEPS.map((id) => steps.get(id) ?? ({ id, status: "skipped", problem: null, detail: "" } as const));
    const works = all.every((step) => step.status === "ok" || step.status === "warning");
    return { hostKey, hostname, steps: all, ready: works && alreadyRegisteredAs === null, alreadyRegisteredAs };
  };

  const fetched = await fetchHostKey(input.address, input.port, CONNECT_TIMEOUT_MS);
  if (!fetched.ok) {
    const { code, detail } = fetched.problem;
    const failed = { status: "failed", problem: code, detail } as const;
    // A time-out is told apart by its words: ssh2's own speak of the handshake.
    const beforeTcp = BEFORE_TCP.has(code) || (code === "connection-timeout" && !/handshake/i.test(detail));
    if (!beforeTcp) put("tcp", passed(`${input.address} ${input.port}`));
    put(beforeTcp ? "tcp" : "host-key", failed);
    return answer(null, null, null);
  }
  const { hostKey } = fetched;
  put("tcp", passed(`${input.address} ${input.port}`));
  if (input.acceptedFingerprint === undefined) {
    put("host-key", passed(hostKey.fingerprint));
    return answer(hostKey, null, null);
  }
  if (input.acceptedFingerprint !== hostKey.fingerprint) {
    put("host-key", { status: "failed", problem: "host-key-changed", detail: hostKey.fingerprint });
    return answer(hostKey, null, null);
  }
  put("host-key", passed(hostKey.fingerprint));

  const { address, port, user } = input;
  const connected = await connectSsh({ address, port, user, hostKey }, { privateKey }, CONNECT_TIMEOUT_MS);
  if (!connected.ok) {
    const { code, detail } = connected.problem;
    put(code === "host-key-changed" ? "host-key" : "login", { status: "failed", problem: code, detail });
    return answer(hostKey, null, null);
  }
  try {
    const { hostname, libvirtUuid } = await checkHost(connected.connection, user, now, put);
    return answer(hostKey, hostname, libvirtUuid);
  } finally {
    connected.connection.end();
  }
}

function passed(detail: string): Check {
  return { status: "ok", problem: null, detail };
}
