import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "@/lib/client/sign-in-redirect.ts";
import { getRuntime } from "@/server/runtime.ts";

/** The session of this request, asked for once however many parts of the page want it; null = not signed in. */
export const currentSession = cache(async () => getRuntime().session(await headers()));

/**
 * The session, or off to the sign-in page, which leads back to `path` with its query. Every page calls this: a layout is not
 * rendered anew at each change of the page.
 */
export async function requireSession(path: string, query?: Promise<Record<string, string | string[] | undefined>>) {
  const session = await currentSession();
  if (session) return session;
  const pairs = Object.entries((await query) ?? {}).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [[name, one] as [string, string]])),
  );
  const search = new URLSearchParams(pairs).toString();
  redirect(signInPath(search === "" ? path : `${path}?${search}`));
}
