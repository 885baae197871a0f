import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { contract } from "../../lib/contract/routes.ts";

/** The OpenAPI description of the REST API, made from the contract. */
export function openApiDocument(version: string) {
  return new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: { title: "VirtFerry", version },
    servers: [{ url: "/api/v1" }],
    components: { securitySchemes: { session: { type: "apiKey", in: "cookie", name: "virtferry.session_token" } } },
    security: [{ session: [] }],
  });
}
