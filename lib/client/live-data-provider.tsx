"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { createQueryClient } from "./query-client.ts";
import { bridgeRealtime } from "./realtime-bridge.ts";
import { liveSocket } from "./socket.ts";

/** The query cache for all below it, kept live by the socket. For pages that need a session; the sign-in page is not below it. */
export function LiveDataProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useEffect(() => bridgeRealtime(liveSocket(), client), [client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
