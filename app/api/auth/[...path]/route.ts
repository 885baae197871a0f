import { getRuntime } from "@/server/runtime.ts";

const handle = (request: Request) => getRuntime().auth(request);

export { handle as GET, handle as POST };
