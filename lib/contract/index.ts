export * from "./errors.ts";
export * from "./inputs.ts";
export type * from "./model.ts";
export * from "./option-inputs.ts";
export * from "./query-keys.ts";
export * from "./routes.ts";
export * from "./socket.ts";
export * from "./tls.ts";
export * from "./views.ts";
