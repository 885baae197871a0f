import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { ORPCError } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fetch";
import { experimental_ZodSmartCoercionPlugin as SmartCoercion } from "@orpc/zod/zod4";
import type { Access } from "../access/index.ts";
import { originAllowed } from "../access/origins.ts";
import { boundedRequest } from "../bounded-request.ts";
import { noteRoute } from "../http/route-note.ts";
import type { Logger } from "../logger.ts";
import { apiError, malformed, toApiError, tooLarge } from "./api-error.ts";
import type { ApiContext, ApiServices } from "./context.ts";
import { openApiDocument } from "./openapi.ts";
import { routeOf } from "./route-of.ts";
import { router } from "./router.ts";

export const RPC_PREFIX = "/api/rpc";
export const REST_PREFIX = "/api/v1";
const LARGEST_BODY_BYTES = 1024 * 1024;

export interface ApiParts {
  readonly services: ApiServices;
  readonly access: Pick<Access, "session">;
  readonly origins: readonly string[];
  readonly logger: Logger;
  readonly version: string;
}

type Shape = "rpc" | "rest";

function respond(error: ORPCError<string, unknown>, shape: Shape): Response {
  const body = shape === "rpc" ? { json: error.toJSON() } : error.toJSON();
  return Response.json(body, { status: error.status, headers: { "cache-control": "no-store" } });
}

/**
 * The whole API as one function from Request to Response: RPC below /api/rpc for our own pages, REST below /api/v1 for programs. In
 * this order, for known and unknown routes alike: session (401), origin (403), size (413), route (404), input (400), the verb.
 */
export function createApi(parts: ApiParts): (request: Request) => Promise<Response> {
  const { services, access, origins, logger } = parts;
  // Whether a call got as far as its procedure: before that, any error is about the request's form.
  const begun = new WeakSet<ApiContext>();
  const options = (prefix: typeof RPC_PREFIX | typeof REST_PREFIX) => ({
    clientInterceptors: [
      async <T>(call: { context: ApiContext; path: readonly string[]; next: () => Promise<T> }): Promise<T> => {
        begun.add(call.context);
        noteRoute(`${prefix}${routeOf(call.path, prefix === REST_PREFIX)}`);
        try {
          return await call.next();
        } catch (error) {
          throw toApiError(error, logger, call.path.join("."));
        }
      },
    ],
    interceptors: [
      async <T>(call: { context: ApiContext; request: { url: URL }; next: () => Promise<T> }): Promise<T> => {
        try {
          return await call.next();
        } catch (error) {
          throw begun.has(call.context) ? toApiError(error, logger, call.request.url.pathname) : malformed();
        }
      },
    ],
  });
  const rpc = new RPCHandler(router, options(RPC_PREFIX));
  const rest = new OpenAPIHandler(router, { ...options(REST_PREFIX), plugins: [new SmartCoercion()] });

  const answer = async (request: Request, shape: Shape): Promise<Response> => {
    const session = await access.session(request.headers);
    if (!session) return respond(apiError("not-signed-in", { message: { key: "errors.generic.not-signed-in" } }), shape);
    const origin = request.headers.get("origin");
    if (!originAllowed({ method: request.method, origin, secFetchSite: request.headers.get("sec-fetch-site") }, origins)) {
      const message = { key: "errors.generic.foreign-origin", values: { origin: origin ?? "" } };
      return respond(new ORPCError("invalid-input", { status: 403, message: message.key, data: { message } }), shape);
    }
    const sized = await boundedRequest(request, LARGEST_BODY_BYTES);
    if (!sized) return respond(tooLarge(), shape);
    const context: ApiContext = { services, session };
    const { pathname } = new URL(request.url);
    if (pathname === `${REST_PREFIX}/openapi.json` && request.method === "GET")
      return Response.json(await openApiDocument(parts.version));
    const { matched, response } =
      shape === "rpc"
        ? await rpc.handle(sized, { prefix: RPC_PREFIX, context })
        : await rest.handle(sized, { prefix: REST_PREFIX, context });
    if (!matched) return respond(apiError("not-found", { message: { key: "errors.generic.not-found" } }), shape);
    response.headers.set("cache-control", "no-store");
    return response;
  };

  return async (request) => {
    const shape: Shape = new URL(request.url).pathname.startsWith(`${RPC_PREFIX}/`) ? "rpc" : "rest";
    try {
      return await answer(request, shape);
    } catch (error) {
      return respond(toApiError(error, logger, new URL(request.url).pathname), shape);
    }
  };
}
