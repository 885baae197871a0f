import { boundedRequest } from "../bounded-request.ts";
import { addLogFields } from "../log-scope.ts";
import { type AuthParts, createAuth } from "./auth.ts";
import { ensureAdmin } from "./first-admin.ts";
import { knownOrigins, originAllowed } from "./origins.ts";

/** A signed-in person. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly expiresAtMs: number;
}

export interface Access {
  /** The session that the cookie of these headers names, or null. Throws when the database does not answer. */
  session(headers: Headers): Promise<Session | null>;
  /** Answers /api/auth/*: sign-in, sign-out and whether there is a session; everything else is not there. */
  handle(request: Request): Promise<Response>;
  /** See first-admin.ts: a generated password to be shown once, or null. */
  ensureAdmin(wanted: string | null): Promise<string | null>;
}

const PASSED_ON: ReadonlySet<string> = new Set(["POST /api/auth/sign-in/username", "POST /api/auth/sign-out"]);

/** A user name and a password. */
const LARGEST_BODY_BYTES = 16 * 1024;

function json(status: number, body: unknown, headers?: Headers): Response {
  const all = new Headers(headers);
  all.set("content-type", "application/json");
  all.set("cache-control", "no-store");
  all.delete("content-length");
  return new Response(JSON.stringify(body), { status, headers: all });
}

/** People and sessions, over the store's database. */
export function createAccess(parts: AuthParts): Access {
  const auth = createAuth(parts);
  const origins = knownOrigins(parts.config);
  const session = async (headers: Headers): Promise<Session | null> => {
    if (!headers.has("cookie")) return null;
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    if (!found) return null;
    const { id, userId, expiresAt } = found.session;
    const userName = found.user.username ?? found.user.name;
    addLogFields({ userName });
    return { id, userId, userName, expiresAtMs: expiresAt.getTime() };
  };
  return {
    session,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (request.method === "GET" && pathname === "/api/auth/get-session") {
        const found = await session(request.headers);
        return json(200, found && { user: { name: found.userName }, expiresAtMs: found.expiresAtMs });
      }
      // better-auth has many more routes (sign-up, user-name lookup, password reset): closed unless named here.
      if (!PASSED_ON.has(`${request.method} ${pathname}`)) return json(404, { code: "not-found" });
      const { method, headers } = request;
      const origin = headers.get("origin");
      // better-auth looks at the origin only where there are cookies; signing somebody in from elsewhere is no better.
      if (!originAllowed({ method, origin, secFetchSite: headers.get("sec-fetch-site") }, origins)) {
        const message = { key: "errors.generic.foreign-origin", values: { origin: origin ?? "" } };
        return json(403, { code: "invalid-input", data: { message } });
      }
      const sized = await boundedRequest(request, LARGEST_BODY_BYTES);
      if (!sized) return json(413, { code: "invalid-input", data: { message: { key: "errors.generic.too-large" } } });
      const answer = await auth.handler(sized);
      // Its own answer carries the session's token, which belongs into the HttpOnly cookie only.
      return answer.ok ? json(answer.status, { success: true }, answer.headers) : answer;
    },
    ensureAdmin: (wanted) => ensureAdmin(auth, wanted),
  };
}
