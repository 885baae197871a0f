import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/sign-in/sign-in-form.tsx";
import { safeNext } from "@/lib/client/sign-in-redirect.ts";
import { getRuntime } from "@/server/runtime.ts";

export const metadata: Metadata = { title: "VirtFerry" };

/** Who is signed in already goes on to where the link wanted. */
export default async function SignInPage(props: { readonly searchParams: Promise<{ readonly next?: string | string[] }> }) {
  const { next } = await props.searchParams;
  const target = safeNext([next].flat()[0]);
  if (await getRuntime().session(await headers())) redirect(target);
  return <SignInForm next={target} />;
}
