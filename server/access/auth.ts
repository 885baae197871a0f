import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { username } from "better-auth/plugins/username";
import type { Config } from "../config.ts";
import type { ServerEvents } from "../events.ts";
import type { Logger } from "../logger.ts";
import * as tables from "../store/auth-schema.ts";
import type { Db } from "../store/database.ts";
import { knownOrigins } from "./origins.ts";
import { PEER_HEADER } from "./peer-header.ts";

const TWELVE_HOURS_S = 12 * 60 * 60;

export interface AuthParts {
  readonly db: Db;
  readonly config: Pick<Config, "publicUrl" | "host" | "port">;
  readonly secret: string;
  readonly events: ServerEvents;
  readonly logger: Logger;
}

/** better-auth as we use it: people sign in by user name and password, nobody signs up. Only access/ knows it. */
export function createAuth({ db, config, secret, events, logger }: AuthParts) {
  const origins = knownOrigins(config);
  const [own = "http://127.0.0.1"] = origins;
  return betterAuth({
    appName: "VirtFerry",
    baseURL: own,
    basePath: "/api/auth",
    trustedOrigins: [...origins],
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(db, { provider: "pg", schema: tables, transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    plugins: [username()],
    // Not prolonged by use: a session ends for sure, a forgotten browser with it.
    session: { expiresIn: TWELVE_HOURS_S, disableSessionRefresh: true },
    // Counts what succeeds too. Twenty tries a minute get nowhere with twelve characters or more.
    rateLimit: {
      enabled: true,
      storage: "memory",
      window: 60,
      max: 300,
      customRules: { "/sign-in/username": { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: "virtferry",
      useSecureCookies: own.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      // Set by our own HTTP server from the connection; what a client claims in X-Forwarded-For decides nothing.
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
    },
    databaseHooks: {
      session: {
        delete: {
          after: async (ended) => {
            events.emit("session:ended", ended.id);
          },
        },
      },
    },
    logger: {
      level: "warn",
      log: (level, message, ...args) => {
        logger[level === "error" ? "error" : level === "warn" ? "warn" : "debug"]({ from: "auth", args }, message);
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
