/** What the HTTP server does with a request before any page or handler sees it. */
export type GateVerdict =
  /** Open to everyone, or a handler that asks for the session itself. */
  | { readonly kind: "pass" }
  /** Only with a session; without one the answer is 401. */
  | { readonly kind: "needs-session" }
  /** Only with a session; without one the browser is sent to the sign-in page, and back to `next` afterwards. */
  | { readonly kind: "needs-session-or-sign-in"; readonly next: string };

const OPEN = new Set(["/sign-in", "/icon.svg", "/favicon.ico"]);
const OPEN_BELOW = ["/api/auth/", "/_next/static/"];
/** Tools of `next dev` in the browser: hot reload, stack traces. */
const OPEN_BELOW_IN_DEV = ["/_next/", "/__nextjs"];
/** These ask for the session themselves, first of all, and answer in their own form. */
const ASK_THEMSELVES = ["/api/rpc/", "/api/v1/"];

/**
 * Closed unless named here: the second wall behind the checks of each page and handler, for whatever route may be forgotten. `url` is the
 * path and query of the request line.
 */
export function gate(method: string, url: string, dev: boolean): GateVerdict {
  // Not new URL(url, base): that would take "//x/sign-in" for another host's "/sign-in".
  if (!url.startsWith("/") || url.startsWith("//")) return { kind: "needs-session" };
  const { pathname, searchParams } = new URL(`http://gate${url}`);
  const below = (prefixes: readonly string[]) => prefixes.some((prefix) => pathname.startsWith(prefix));
  if (OPEN.has(pathname) || below(OPEN_BELOW) || below(ASK_THEMSELVES)) return { kind: "pass" };
  if (dev && below(OPEN_BELOW_IN_DEV)) return { kind: "pass" };
  if (pathname.startsWith("/api/") || !["GET", "HEAD"].includes(method)) return { kind: "needs-session" };
  // Next's own parameter of a page's data request, not part of the page's address.
  searchParams.delete("_rsc");
  const query = searchParams.toString();
  return { kind: "needs-session-or-sign-in", next: query ? `${pathname}?${query}` : pathname };
}
