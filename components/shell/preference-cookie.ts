const YEAR_S = 365 * 24 * 60 * 60;

/** Keeps a choice of this browser for a year; readable by the server, which paints the page with it. */
export function setPreferenceCookie(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in Firefox and outside of secure contexts
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
