const SIGN_IN = "/sign-in";

const HERE = "http://here";

/** Where to go after signing in: only a path of this site, whatever a link said. */
export function safeNext(next: string | null | undefined): string {
  // Read as a browser reads it: it takes "\\" for "/" and drops tabs, so that "/<tab>/evil.example" is another site.
  if (!next?.startsWith("/") || !URL.canParse(next, HERE)) return "/";
  const url = new URL(next, HERE);
  // "/..//evil.example" comes out as "//evil.example".
  return url.origin === HERE && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}

/** The sign-in page that leads back to `path` (path and query of this site). */
export function signInPath(path: string): string {
  const next = safeNext(path);
  return next === "/" ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(next)}`;
}

/** Leaves the page for the sign-in page, by a real navigation so that nothing of the old session stays in memory. */
export function goToSignIn(): void {
  if (window.location.pathname === SIGN_IN) return;
  window.location.assign(signInPath(window.location.pathname + window.location.search));
}
