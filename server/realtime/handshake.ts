import type { IncomingMessage } from "node:http";
import type { Access, Session } from "../access/index.ts";
import { originAllowed } from "../access/origins.ts";
import type { Logger } from "../logger.ts";

/** The sessions of handshakes that were let in, from the HTTP request to the socket that comes of it. */
const sessions = new WeakMap<IncomingMessage, Session>();

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  return headers;
}

/** The session of a socket's handshake, when `allowHandshake` let it in. */
export function handshakeSession(request: IncomingMessage): Session | undefined {
  return sessions.get(request);
}

/**
 * Whether a socket may open at all, for both transports alike: our own pages only (CORS does not bind WebSockets) and with a session only.
 * Each connection brings its Origin; a WebSocket from a page always does.
 */
export async function allowHandshake(
  request: IncomingMessage,
  access: Pick<Access, "session">,
  origins: readonly string[],
  logger: Logger,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  const origin = request.headers.origin ?? null;
  if (!originAllowed({ method: request.method ?? "GET", origin, secFetchSite: null }, origins)) {
    logger.warn({ origin }, "a socket from a foreign origin was refused");
    return { ok: false, reason: "foreign-origin" };
  }
  try {
    const session = await access.session(headersOf(request));
    if (!session) return { ok: false, reason: "not-signed-in" };
    sessions.set(request, session);
    return { ok: true };
  } catch (error) {
    logger.error({ err: error }, "a socket's session could not be checked");
    return { ok: false, reason: "unavailable" };
  }
}

/** Whether the session that the socket came with is still one. Throws when the database does not answer. */
export async function stillSignedIn(request: IncomingMessage, access: Pick<Access, "session">): Promise<boolean> {
  return (await access.session(headersOf(request))) !== null;
}
