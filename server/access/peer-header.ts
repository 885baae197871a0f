/** Carries the address of the connection from our HTTP server to the handlers behind Next; always overwritten, never believed. */
export const PEER_HEADER = "x-virtferry-peer";
