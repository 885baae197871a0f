import { io, type Socket } from "socket.io-client";
import { type ClientToServerEvents, type ServerToClientEvents, SOCKET_PATH } from "@/lib/contract/index.ts";
import { hasSession } from "./auth.ts";
import { setLiveConnection, setLiveState } from "./live-state.ts";
import { goToSignIn } from "./sign-in-redirect.ts";

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A short break, as at a page change or a restart of the server, is not worth alarming anyone. */
const GRACE_MS = 1500;
const PROBE_EVERY_MS = 5000;

let socket: LiveSocket | null = null;

async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch("/api/ready", { signal: AbortSignal.timeout(4000), cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function signedOut(): Promise<boolean> {
  try {
    return !(await hasSession());
  } catch {
    return false;
  }
}

/** While the socket is down: is it only the socket, the whole server, or our session? Asked now and every few seconds. */
function watchWhileDown(live: LiveSocket): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    timer = undefined;
    const answers = await serverAnswers();
    if (live.connected) return;
    setLiveState(answers ? "paused" : "server-gone");
    if (answers && (await signedOut())) goToSignIn();
    else if (!live.connected) timer = setTimeout(look, PROBE_EVERY_MS);
  };
  const down = () => {
    timer ??= setTimeout(look, GRACE_MS);
  };
  live.on("connect", () => {
    clearTimeout(timer);
    timer = undefined;
    setLiveConnection(live.id ?? null);
    setLiveState("live");
  });
  live.on("disconnect", (reason) => {
    setLiveConnection(null);
    down();
    // The server closed it on purpose (restart, or the session ended): socket.io does not come back by itself then.
    if (reason === "io server disconnect") setTimeout(() => live.connect(), GRACE_MS);
  });
  live.on("connect_error", down);
  down();
}

/** The page's one socket, made at the first call. Browser only. */
export function liveSocket(): LiveSocket {
  if (socket) return socket;
  const made: LiveSocket = io({
    path: SOCKET_PATH,
    // No polling round before the upgrade; polling is what remains where a proxy lets no websocket through.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  });
  made.on("signed-out", goToSignIn);
  watchWhileDown(made);
  socket = made;
  return made;
}
