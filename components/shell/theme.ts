/** Colour schemes that an admin can choose; "system" follows the operating system. Kept in a cookie, so that the server paints it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const THEME_COOKIE = "theme";

/** The theme that a cookie's value names; anything unknown is "system". */
export function parseTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? "system";
}
