import type { TlsPair } from "../../../lib/core/tls/model.ts";
import { succeeded } from "../../ssh/command-result.ts";
import { parseHostTls } from "../../tls/parse-host-tls.ts";
import { READ_TLS } from "../../tls/read-script.ts";
import { isTrusted } from "../../tls/trust.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

const TIMEOUT_MS = 15_000;

/** Looks at QEMU's certificates on both hosts, as root where we may, and at who trusts whom. Keys stay where they are. */
export async function probeTls(source: Remote, destination: Remote, now: () => number): Promise<FinishedProbe<TlsPair>> {
  const [from, to] = await Promise.all([
    source.rootScript(READ_TLS, ["qemu"], TIMEOUT_MS),
    destination.rootScript(READ_TLS, ["qemu"], TIMEOUT_MS),
  ]);
  const [here, there] = [parseHostTls(from.stdout), parseHostTls(to.stdout)];
  if (!succeeded(from) || here === null) return failedProbe(wordsOf(from), now());
  if (!succeeded(to) || there === null) return failedProbe(wordsOf(to), now());
  const trusts = (by: typeof here, whom: typeof here, name: "server-cert" | "client-cert") =>
    isTrusted(whom.pems[name] ?? null, by.pems["ca-cert"] ?? null);
  return {
    kind: "done",
    value: {
      source: here.tls,
      destination: there.tls,
      sourceTrustsDestination: trusts(here, there, "server-cert"),
      destinationTrustsSource: trusts(there, here, "client-cert"),
      sourceTrustsItself: trusts(here, here, "client-cert"),
      destinationTrustsItself: trusts(there, there, "server-cert"),
    },
    atMs: now(),
    commands: [source.ran(["ls", "-l", here.tls.folder]), destination.ran(["ls", "-l", there.tls.folder])],
  };
}
