import { connect, type Socket } from "node:net";
import { fixedLookup, resolveAddress } from "./resolve-address.ts";

/** What goes wrong before SSH begins, with the stage it happened in. */
export class SocketFailure extends Error {
  readonly stage: "resolve" | "tcp";
  readonly code: string | undefined;
  constructor(stage: "resolve" | "tcp", message: string, code: string | undefined) {
    super(message);
    this.stage = stage;
    this.code = code;
  }
}

/** What a socket that could not be opened tells the classification. */
export function socketFacts(error: unknown): { stage: "resolve" | "tcp"; message: string; code?: string | undefined } {
  if (error instanceof SocketFailure) return { stage: error.stage, message: error.message, code: error.code };
  return { stage: "tcp", message: error instanceof Error ? error.message : String(error) };
}

/** Of several addresses, how long one may stay silent before the next is tried; Node's own 250 ms is short for a far host. */
const NEXT_ADDRESS_MS = 1_000;

/**
 * A connected TCP socket without Nagle's delay: ssh2 leaves it on, which costs 44 ms of pure waiting for each command.
 * Rejects with a SocketFailure; `timeoutMs` covers name lookup and connecting together.
 */
export async function openSocket(address: string, port: number, timeoutMs: number): Promise<Socket> {
  const deadline = AbortSignal.timeout(timeoutMs);
  let doing = "name lookup";
  const timedOut = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new SocketFailure("tcp", `${doing}: no answer within ${timeoutMs} ms`, "ETIMEDOUT"));
    deadline.addEventListener("abort", giveUp, { once: true });
  });
  // Both races below may be over when it fires.
  timedOut.catch(() => undefined);
  const addresses = await Promise.race([resolveAddress(address).catch(asFailure("resolve")), timedOut]);
  doing = `connecting to port ${port}`;
  const lookup = fixedLookup(addresses);
  const socket = connect({ host: address, port, noDelay: true, lookup, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS });
  try {
    await Promise.race([connected(socket), timedOut]);
    return socket;
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    throw error;
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(failure("tcp", error));
    socket.once("error", onError);
    socket.once("connect", () => {
      socket.off("error", onError);
      resolve();
    });
  });
}

function asFailure(stage: "resolve" | "tcp"): (error: unknown) => never {
  return (error) => {
    throw failure(stage, error);
  };
}

/** With several addresses Node gives an AggregateError: the first one's reason is told. */
function failure(stage: "resolve" | "tcp", error: unknown): SocketFailure {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message : String(first);
  const code = first instanceof Error && "code" in first && typeof first.code === "string" ? first.code : undefined;
  return new SocketFailure(stage, message, code);
}

/** Listens to the first bytes that come; tells what kind of server speaks there. */
export function listenIn(socket: Socket): () => "nothing" | "ssh" | "other" {
  let heard = "";
  const hear = (chunk: Buffer) => {
    heard += chunk.toString("latin1", 0, 1024);
    if (heard.length >= 1024 || /^SSH-/m.test(heard)) socket.off("data", hear);
  };
  socket.on("data", hear);
  return () => (heard === "" ? "nothing" : /^SSH-/m.test(heard) ? "ssh" : "other");
}
