import { getRuntime } from "@/server/runtime.ts";

/** The session is asked for in there, before anything else. */
const handle = (request: Request) => getRuntime().api(request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
