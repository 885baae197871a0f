import { hostname } from "node:os";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { HostProblem, HostRegistration } from "../../lib/core/model/host.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { notRun } from "../ssh/run-command.ts";
import { type ConnectOutcome, connectSsh, type PrivateKey } from "../ssh/ssh-connection.ts";
import { backOffMs } from "./back-off.ts";
import type { HostLink, LibvirtEvent, LinkState, RunOptions } from "./host-link.ts";
import type { LinkLogger } from "./link-logger.ts";
import { type Health, type LinkSession, startLinkSession } from "./link-session.ts";
import { VIRSH } from "./virsh-routing.ts";

export interface HeldLinkParts {
  /** Private key text by id, from the store; a rejection is shown as auth-failed, without its text. */
  readonly readPrivateKey: (keyId: string) => Promise<string | PrivateKey>;
  readonly logger: LinkLogger;
  readonly now: () => number;
  readonly random: () => number;
  readonly onVirsh?: (args: readonly string[], result: CommandResult) => void;
  /** Shared by all links: so many handshakes at once. */
  readonly takeTurn: (task: () => Promise<ConnectOutcome>) => Promise<ConnectOutcome>;
}

/** A link together with what only its owner may do to it. */
export interface HeldLink {
  readonly link: HostLink;
  /** Takes another registration and connects anew. */
  replace(registration: HostRegistration): void;
  close(): void;
}

const CONNECT_TIMEOUT_MS = 8_000;
/** Only a connection that held for so long sets the back-off to its beginning: one that dies at once must not be remade at once. */
const STEADY_MS = 10_000;

/** Holds a connection to one host until closed: connects, watches, and connects again with back-off. */
export function holdLink(first: HostRegistration, parts: HeldLinkParts): HeldLink {
  let registration = first;
  let state: LinkState = { kind: "connecting" };
  let session: LinkSession | undefined;
  let failures = 0;
  let closed = false;
  /** Rises with each replacement and retry, so that an attempt that was overtaken knows it. */
  let attempt = 0;
  let timer: NodeJS.Timeout | undefined;
  const events = new Set<(event: LibvirtEvent) => void>();
  const states = new Set<(state: LinkState) => void>();
  /** Commands that were given before the first attempt to connect was over. */
  const waiting: (() => void)[] = [];

  const tell = <T>(listeners: ReadonlySet<(value: T) => void>, value: T) => {
    for (const listener of [...listeners]) {
      try {
        listener(value);
      } catch (error) {
        parts.logger.warn({ hostId: registration.id, error }, "a listener of a host link threw");
      }
    }
  };
  const setState = (next: LinkState, news = true) => {
    state = next;
    for (const resume of waiting.splice(0)) resume();
    if (news) tell(states, next);
  };
  const setDown = (problem: Omit<HostProblem, "sinceMs">, retryAtMs: number | null) => {
    const same = state.kind === "down" && state.problem.code === problem.code;
    const sinceMs = same && state.kind === "down" ? state.problem.sinceMs : parts.now();
    if (!same) parts.logger.warn({ hostId: registration.id, code: problem.code, detail: problem.detail }, "host link down");
    setState({ kind: "down", problem: { ...problem, sinceMs }, retryAtMs }, !same || retryAtMs !== null);
  };

  const authenticate = async (): Promise<ConnectOutcome> => {
    const { keyId } = registration;
    let key: PrivateKey;
    try {
      const read = await parts.readPrivateKey(keyId);
      key = typeof read === "string" ? { privateKey: read } : read;
    } catch {
      const detail = `the private key ${keyId} cannot be read on ${hostname()}; servers that share a database need the same keys: copy the folder keys/ of the data folder in which it was made, or share that folder`;
      return { ok: false, problem: { code: "auth-failed", detail } };
    }
    return connectSsh(registration, key, CONNECT_TIMEOUT_MS, parts.takeTurn);
  };

  const fail = (problem: Omit<HostProblem, "sinceMs">) => {
    failures += 1;
    const waitMs = backOffMs(problem.code, failures, parts.random());
    setDown(problem, parts.now() + waitMs);
    timer = setTimeout(connect, waitMs);
  };

  const connect = () => {
    attempt += 1;
    void run(attempt);
  };
  const run = async (mine: number): Promise<void> => {
    clearTimeout(timer);
    const outcome = await authenticate();
    if (closed || mine !== attempt) {
      if (outcome.ok) outcome.connection.end();
      return;
    }
    if (!outcome.ok) return fail(outcome.problem);
    const { connection } = outcome;
    let upSinceMs: number | undefined;
    const onHealth = (health: Health) => {
      if (mine !== attempt) return;
      if (health.problem) return setDown(health.problem, null);
      upSinceMs ??= parts.now();
      const was = state.kind;
      if (was !== "up") parts.logger.info({ hostId: registration.id }, "host link up");
      // Told when it came up, and when events were missed; each check alone is no news.
      setState({ kind: "up", roundTripMs: health.roundTripMs }, was !== "up" || health.eventsBegan);
    };
    const emit = (event: LibvirtEvent) => {
      if (mine === attempt) tell(events, event);
    };
    session = startLinkSession({ connection, now: parts.now, logger: parts.logger, emit, onHealth });
    for (const resume of waiting.splice(0)) resume();
    connection.onClosed((why) => {
      if (mine !== attempt) return;
      session?.close();
      session = undefined;
      if (upSinceMs !== undefined && parts.now() - upSinceMs > STEADY_MS) failures = 0;
      fail(why);
    });
  };

  const restart = () => {
    clearTimeout(timer);
    session?.close();
    session = undefined;
    connect();
  };
  /** The session, waiting for the very first connection attempt to end if need be. */
  const whenConnected = async (timeoutMs: number): Promise<LinkSession | undefined> => {
    if (session || state.kind !== "connecting" || closed) return session;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(resolve, timeoutMs);
      waiting.push(() => {
        clearTimeout(giveUp);
        resolve();
      });
    });
    return session;
  };
  const onSession = async (
    argv: readonly string[],
    options: RunOptions,
    use: (on: LinkSession) => Promise<CommandResult>,
  ): Promise<CommandResult> => {
    quoteArgv(argv);
    const on = await whenConnected(options.timeoutMs);
    if (on) return use(on);
    return notRun(argv, state.kind === "down" ? state.problem.detail : "not connected", { timedOut: false });
  };

  const link: HostLink = {
    get hostId() {
      return registration.id;
    },
    get registration() {
      return registration;
    },
    state: () => state,
    exec: (argv, options) => onSession(argv, options, (on) => on.exec(argv, options)),
    script: (source, args, options) => {
      const argv = ["sh", "-s", "--", ...args];
      return onSession(argv, options, (on) => on.exec(argv, { ...options, stdin: source }));
    },
    virsh: async (args, options) => {
      const result = await onSession([...VIRSH, ...args], options, (on) => on.virsh(args, options));
      parts.onVirsh?.(args, result);
      return result;
    },
    onEvent: (listener) => {
      events.add(listener);
      return () => events.delete(listener);
    },
    onState: (listener) => {
      states.add(listener);
      return () => states.delete(listener);
    },
    retryNow: () => {
      if (closed) return;
      failures = 0;
      if (session) session.checkNow();
      else restart();
    },
  };
  connect();
  return {
    link,
    replace(next) {
      registration = next;
      failures = 0;
      restart();
      setState({ kind: "connecting" });
    },
    close() {
      closed = true;
      attempt += 1;
      clearTimeout(timer);
      session?.close();
      session = undefined;
      for (const resume of waiting.splice(0)) resume();
    },
  };
}
