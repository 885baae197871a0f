import { quoteArgv } from "../../../lib/core/migration/quote.ts";
import type { HostRegistration } from "../../../lib/core/model/host.ts";
import { hostId } from "../../../lib/core/model/ids.ts";
import type { HostLink, RunOptions } from "../../libvirt/host-link.ts";
import type { CommandResult } from "../../ssh/command-result.ts";

/** What a fake host answers to a command; null = exit status 1 without words. */
export type Answer = (argv: readonly string[], stdin: string | undefined) => string | null;

/** A link whose host is a function: for the order of commands on hardware that no lab has. Nothing of libvirt is imitated here. */
export function fakeLink(name: string, answer: Answer): HostLink {
  const registration: HostRegistration = {
    id: hostId(`h_${name}00000000`),
    name,
    address: name,
    port: 22,
    user: "root",
    keyId: "server",
    hostKey: { algorithm: "", fingerprint: "", publicKey: "" },
    addedAtMs: 0,
  };
  const run = async (argv: readonly string[], { stdin }: RunOptions): Promise<CommandResult> => {
    const stdout = answer(argv, stdin);
    return {
      argv,
      command: quoteArgv(argv),
      exitCode: stdout === null ? 1 : 0,
      signal: null,
      stdout: stdout ?? "",
      stderr: "",
      durationMs: 1,
      timedOut: false,
      connectionLost: false,
      truncated: false,
    };
  };
  return {
    hostId: registration.id,
    registration,
    state: () => ({ kind: "up", roundTripMs: 1 }),
    exec: run,
    virsh: run,
    script: (source, args, options) => run(["sh", "-s", "--", ...args], { ...options, stdin: source }),
    onEvent: () => () => undefined,
    onState: () => () => undefined,
    retryNow: () => undefined,
  };
}
