/** First parts of the addresses of pages; what is deeper is an id, or the name of a page. */
const PAGES = new Set(["domains", "hosts", "migrations", "preflight", "recovery", "settings", "sign-in"]);
const PAGE_NAMES = new Set(["new", "report", "cpu-baseline"]);
const EXACT = new Set([
  "/",
  "/api/health",
  "/api/ready",
  "/metrics",
  "/api/auth/sign-in/username",
  "/api/auth/sign-out",
  "/api/auth/get-session",
]);
/** Below these the route is named by who answers (`noteRoute`), or not at all. */
const BELOW = ["/api/rpc/", "/api/v1/", "/api/auth/", "/api/socket", "/api/", "/_next/static/", "/_next/"];

/**
 * The pattern of a request's path: no ids in it, and of a small number of values whatever is asked for, so that it can be a label of a
 * figure and tells nobody's data.
 */
export function routePattern(pathname: string): string {
  if (EXACT.has(pathname)) return pathname;
  const prefix = BELOW.find((start) => pathname.startsWith(start));
  if (prefix) return `${prefix.replace(/\/$/, "")}/*`;
  const [first = "", second, ...more] = pathname.slice(1).split("/");
  if (!PAGES.has(first) || more.length > 0) return "other";
  if (second === undefined) return `/${first}`;
  return `/${first}/${PAGE_NAMES.has(second) ? second : "{id}"}`;
}
