import { isContractProcedure } from "@orpc/contract";
import { contract } from "../../lib/contract/routes.ts";

/** The path of a procedure of the contract below its prefix, with names in place of values: "/hosts/{hostId}" as REST, "/hosts/remove" as RPC. */
export function routeOf(procedure: readonly string[], asRest: boolean): string {
  if (!asRest) return `/${procedure.join("/")}`;
  let node: unknown = contract;
  for (const name of procedure) node = (node as Readonly<Record<string, unknown>>)[name];
  return (isContractProcedure(node) && node["~orpc"].route.path) || "/*";
}
