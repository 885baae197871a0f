import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell.tsx";
import { currentSession } from "./session.ts";

/** The frame of all pages behind the sign-in. Without a session the page itself redirects, since only it knows where to lead back. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  return session ? <Shell userName={session.userName}>{children}</Shell> : children;
}
