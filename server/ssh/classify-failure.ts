import type { HostProblemCode } from "../../lib/core/model/host.ts";
import type { SshProblem } from "./ssh-problem.ts";

/** How far a connection had come when it failed. */
export type ConnectStage = "resolve" | "tcp" | "handshake" | "auth" | "ready";

/** What Node and ssh2 say about a failure, reduced to what classification needs. */
export interface FailureFacts {
  readonly stage: ConnectStage;
  readonly message: string;
  /** Node's error code (ECONNREFUSED ...) or SSH's disconnect reason. */
  readonly code?: string | number | undefined;
  /** ssh2's `level`: client-timeout, client-socket, client-authentication, handshake, protocol ... */
  readonly level?: string | undefined;
  /** What the other side said on the open connection so far: nothing, an SSH line, or something else. */
  readonly spoke?: "nothing" | "ssh" | "other" | undefined;
}

const BY_NODE_CODE: Readonly<Record<string, HostProblemCode>> = {
  ENOTFOUND: "address-unresolvable",
  EAI_AGAIN: "address-unresolvable",
  EAI_FAIL: "address-unresolvable",
  ENODATA: "address-unresolvable",
  ECONNREFUSED: "connection-refused",
  ETIMEDOUT: "connection-timeout",
  EHOSTUNREACH: "no-route",
  ENETUNREACH: "no-route",
  EHOSTDOWN: "no-route",
  ENETDOWN: "no-route",
  EADDRNOTAVAIL: "no-route",
  EACCES: "no-route",
  EPERM: "no-route",
};

const AUTH_WORDS = /authentication methods failed|too many authentication failures|permission denied/i;
const NOT_SSH_WORDS = /^(Invalid identification string|Protocol version not supported|Header line too long)/;
const NO_COMMON_ALGORITHM = /no matching .*(algorithm|format|cipher|MAC|compression)/;
/** The host showed a public key but could not prove that it holds it. */
const UNPROVEN_KEY = /^Handshake failed:.*signature/i;

/**
 * Which of the closed problem codes a failure is. Pure; every input gives a code.
 * Node's code decides for name resolution and TCP; before the first SSH line, what the other side said; then ssh2's words and level.
 */
export function classifyFailure(facts: FailureFacts): SshProblem {
  return { code: codeOf(facts), detail: facts.message };
}

function codeOf({ stage, message, code, level, spoke }: FailureFacts): HostProblemCode {
  const byCode = typeof code === "string" ? BY_NODE_CODE[code] : undefined;
  if (byCode !== undefined && (stage === "resolve" || stage === "tcp")) return byCode;
  if (stage === "resolve") return "address-unresolvable";
  if (stage === "ready") return "connection-lost";
  if (level === "client-authentication" || AUTH_WORDS.test(message)) return "auth-failed";
  if (stage === "handshake" && (spoke === "other" || NOT_SSH_WORDS.test(message))) return "not-ssh";
  if (level === "client-timeout" || code === "ETIMEDOUT") return "connection-timeout";
  if (UNPROVEN_KEY.test(message)) return "host-key-changed";
  if (NO_COMMON_ALGORITHM.test(message)) return "unexpected-output";
  return "connection-lost";
}
