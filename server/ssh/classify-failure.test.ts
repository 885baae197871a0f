import { describe, expect, it } from "vitest";
import { classifyFailure, type FailureFacts } from "./classify-failure.ts";

const cases: [string, FailureFacts, string][] = [
  ["unknown name", { stage: "resolve", message: "getaddrinfo ENOTFOUND x", code: "ENOTFOUND" }, "address-unresolvable"],
  ["name server away", { stage: "resolve", message: "getaddrinfo EAI_AGAIN x", code: "EAI_AGAIN" }, "address-unresolvable"],
  ["lookup fails oddly", { stage: "resolve", message: "boom" }, "address-unresolvable"],
  ["refused", { stage: "tcp", message: "connect ECONNREFUSED", code: "ECONNREFUSED" }, "connection-refused"],
  ["no answer to TCP", { stage: "tcp", message: "no answer", code: "ETIMEDOUT" }, "connection-timeout"],
  ["no route", { stage: "tcp", message: "connect EHOSTUNREACH", code: "EHOSTUNREACH" }, "no-route"],
  ["network down", { stage: "tcp", message: "connect ENETUNREACH", code: "ENETUNREACH" }, "no-route"],
  ["reset while connecting", { stage: "tcp", message: "connect ECONNRESET", code: "ECONNRESET" }, "connection-lost"],
  [
    "web server",
    { stage: "handshake", message: "Connection lost before handshake", level: "protocol", spoke: "other" },
    "not-ssh",
  ],
  [
    "mail server that waits",
    { stage: "handshake", message: "Timed out while waiting for handshake", level: "client-timeout", spoke: "other" },
    "not-ssh",
  ],
  [
    "silent server",
    { stage: "handshake", message: "Timed out while waiting for handshake", level: "client-timeout", spoke: "nothing" },
    "connection-timeout",
  ],
  [
    "closed without a word",
    { stage: "handshake", message: "Connection lost before handshake", level: "protocol", spoke: "nothing" },
    "connection-lost",
  ],
  ["SSH 1", { stage: "handshake", message: "Protocol version not supported", spoke: "ssh" }, "not-ssh"],
  [
    "no common algorithm",
    { stage: "handshake", message: "Handshake failed: no matching key exchange algorithm", level: "handshake", spoke: "ssh" },
    "unexpected-output",
  ],
  [
    "key not proven",
    { stage: "handshake", message: "Handshake failed: signature verification failed", level: "handshake", spoke: "ssh" },
    "host-key-changed",
  ],
  [
    "key not authorised",
    { stage: "auth", message: "All configured authentication methods failed", level: "client-authentication" },
    "auth-failed",
  ],
  ["too many tries", { stage: "auth", message: "Too many authentication failures", code: 2 }, "auth-failed"],
  [
    "slow authentication",
    { stage: "auth", message: "Timed out while waiting for handshake", level: "client-timeout" },
    "connection-timeout",
  ],
  ["closed in authentication", { stage: "auth", message: "the connection was closed" }, "connection-lost"],
  ["keepalive", { stage: "ready", message: "Keepalive timeout", level: "client-timeout" }, "connection-lost"],
  ["reset", { stage: "ready", message: "read ECONNRESET", level: "client-socket", code: "ECONNRESET" }, "connection-lost"],
  [
    "no route any more",
    { stage: "ready", message: "read EHOSTUNREACH", level: "client-socket", code: "EHOSTUNREACH" },
    "connection-lost",
  ],
];

describe("classifyFailure", () => {
  it.each(cases)("%s", (_name, facts, code) => {
    expect(classifyFailure(facts)).toEqual({ code, detail: facts.message });
  });
});
