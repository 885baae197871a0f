import type { Socket } from "node:net";
import ssh2, { type Client, type ClientChannel, type ConnectConfig } from "ssh2";
import type { HostKey } from "../../lib/core/model/host.ts";
import { type ConnectStage, classifyFailure } from "./classify-failure.ts";
import { fetchHostKey } from "./fetch-host-key.ts";
import { algorithmsFor, hostKeyFromBlob, isPinnedKey } from "./host-key.ts";
import { listenIn, openSocket, socketFacts } from "./open-socket.ts";
import type { SshProblem } from "./ssh-problem.ts";

/** Where to connect, and the only host key that is accepted there. */
export interface SshTarget {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: HostKey;
}

/** A private key's text with its passphrase if it has one. Never logged, never part of an error. */
export interface PrivateKey {
  readonly privateKey: string;
  readonly passphrase?: string;
}

/** One authenticated connection. */
export interface SshConnection {
  /** False from the first sign of an end on. */
  isOpen(): boolean;
  /** Starts a command line on a channel of its own. Rejects with an Error when the host opens no channel or the connection is gone. */
  openChannel(commandLine: string): Promise<ClientChannel>;
  /** Calls once, when the connection is over, with the reason (after `end()` a plain connection-lost); at once if it is over already. */
  onClosed(listener: (why: SshProblem) => void): void;
  /** Closes without waiting for the other side. */
  end(): void;
}

export type ConnectOutcome =
  | { readonly ok: true; readonly connection: SshConnection }
  | { readonly ok: false; readonly problem: SshProblem };

/** A dead link is noticed when three keepalives, 3.5 s apart, had no answer: 14 s. */
const KEEPALIVE_INTERVAL_MS = 3_500;
const KEEPALIVE_COUNT = 3;

/**
 * Connects with strict host-key pinning and one public key; no agent, no password, nothing else is tried.
 * `timeoutMs` covers name lookup with TCP, and key exchange with authentication, each. `turn` may hold back the second part, which is
 * what costs CPU; waiting for a host that does not answer holds back nobody. Never rejects: failures are classified.
 */
export async function connectSsh(
  target: SshTarget,
  key: PrivateKey,
  timeoutMs: number,
  turn: (task: () => Promise<ConnectOutcome>) => Promise<ConnectOutcome> = (task) => task(),
): Promise<ConnectOutcome> {
  const serverHostKey = algorithmsFor(target.hostKey);
  if (serverHostKey.length === 0) {
    return {
      ok: false,
      problem: { code: "host-key-changed", detail: `pinned key type ${target.hostKey.algorithm} is not supported` },
    };
  }
  let sock: Socket;
  try {
    sock = await openSocket(target.address, target.port, timeoutMs);
  } catch (error) {
    return { ok: false, problem: classifyFailure(socketFacts(error)) };
  }
  const { privateKey, passphrase } = key;
  const config = {
    sock,
    username: target.user,
    privateKey,
    ...(passphrase === undefined ? {} : { passphrase }),
    authHandler: ["publickey" as const],
    readyTimeout: timeoutMs,
    keepaliveInterval: KEEPALIVE_INTERVAL_MS,
    keepaliveCountMax: KEEPALIVE_COUNT,
    algorithms: { serverHostKey },
  };
  // Nobody listens to the socket while it waits for its turn.
  sock.on("error", () => undefined);
  const outcome = await turn(() => handshake(config, target.hostKey));
  if (outcome.ok || outcome.problem.code !== "host-key-changed" || outcome.problem.presentedKey) return outcome;
  // The host has no key of the pinned type any more, so it could not show one; ask what it has, to be able to tell.
  const fetched = await fetchHostKey(target.address, target.port, timeoutMs);
  return fetched.ok ? { ok: false, problem: { ...outcome.problem, presentedKey: fetched.hostKey } } : outcome;
}

function handshake(config: ConnectConfig & { sock: Socket }, pinned: HostKey): Promise<ConnectOutcome> {
  const client = new ssh2.Client();
  let stage: ConnectStage = "handshake";
  let problem: SshProblem | undefined;
  const spoke = listenIn(config.sock);
  return new Promise((resolve) => {
    if (config.sock.destroyed)
      return resolve({ ok: false, problem: { code: "connection-lost", detail: "the host closed the connection" } });
    const connection = wrap(client, config.sock, () => problem);
    const fail = (next: SshProblem) => {
      problem ??= next;
      if (stage !== "ready") resolve({ ok: false, problem });
    };
    client.on("handshake", () => {
      if (stage === "handshake") stage = "auth";
    });
    client.on("ready", () => {
      stage = "ready";
      resolve({ ok: true, connection });
    });
    client.on("error", (error) => {
      const noCommonKey = stage === "handshake" && /no matching host key format/i.test(error.message);
      if (noCommonKey)
        fail({ code: "host-key-changed", detail: `the host has no ${pinned.algorithm} key any more: ${error.message}` });
      else fail(classifyFailure({ stage, message: error.message, code: codeOf(error), level: error.level, spoke: spoke() }));
    });
    client.on("close", () => fail(classifyFailure({ stage, message: "the connection was closed", spoke: spoke() })));
    const hostVerifier = (blob: Buffer): boolean => {
      if (isPinnedKey(pinned, blob)) return true;
      fail({
        code: "host-key-changed",
        detail: "the host presented another key than the pinned one",
        presentedKey: hostKeyFromBlob(blob),
      });
      return false;
    };
    try {
      client.connect({ ...config, hostVerifier });
    } catch (error) {
      // The private key could not be read by ssh2; its messages name no key material.
      fail({ code: "auth-failed", detail: error instanceof Error ? error.message : String(error) });
      config.sock.destroy();
    }
  });
}

function wrap(client: Client, sock: Socket, problem: () => SshProblem | undefined): SshConnection {
  let open = true;
  let over: SshProblem | undefined;
  const listeners: ((why: SshProblem) => void)[] = [];
  client.once("error", () => {
    open = false;
  });
  client.once("close", () => {
    open = false;
    over = problem() ?? { code: "connection-lost", detail: "the connection was closed" };
    for (const listener of listeners.splice(0)) listener(over);
  });
  return {
    isOpen: () => open,
    onClosed: (listener) => {
      if (over) listener(over);
      else listeners.push(listener);
    },
    // Channels that are open or being opened when the connection ends are ended by ssh2 itself.
    openChannel: (commandLine) =>
      new Promise((resolve, reject) => {
        try {
          client.exec(commandLine, (error, channel) => (error ? reject(asError(error)) : resolve(channel)));
        } catch (error) {
          reject(asError(error));
        }
      }),
    end: () => {
      open = false;
      client.end();
      sock.destroy();
    },
  };
}

/** ssh2 calls back with `true` instead of an error when a channel ends before its command was accepted. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error("the channel was closed before the command started");
}

function codeOf(error: Error): string | number | undefined {
  return "code" in error && (typeof error.code === "string" || typeof error.code === "number") ? error.code : undefined;
}
