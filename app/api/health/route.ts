import { getRuntime } from "@/server/runtime.ts";

/** For a monitor or a load balancer, without a session: whether the server and its database answer, and nothing else. */
export async function GET(): Promise<Response> {
  const healthy = await getRuntime().healthy();
  const headers = { "cache-control": "no-store" };
  return Response.json({ status: healthy ? "ok" : "unavailable" }, { status: healthy ? 200 : 503, headers });
}
