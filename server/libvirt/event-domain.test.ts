import { describe, expect, it } from "vitest";
import { type DomainUuid, domainUuid } from "../../lib/core/model/ids.ts";
import { eventDomain } from "./event-domain.ts";

const A = domainUuid("00000000-0000-4000-8000-00000000000a");
const B = domainUuid("00000000-0000-4000-8000-00000000000b");

describe("eventDomain", () => {
  it.each<[string, Record<string, DomainUuid>, DomainUuid | null, string]>([
    ["web01': Stopped Migrated", { web01: A }, A, "Stopped Migrated"],
    ["web01': iteration: '3'", { web01: A }, A, "iteration: '3'"],
    ["web01'", { web01: A }, A, ""],
    ["web01':", { web01: A }, A, ""],
    ["web01' disk vda: opened", { web01: A }, A, "disk vda: opened"],
    ["it's': Started Booted", { "it's": A }, A, "Started Booted"],
    ["a b  ': Started Booted", { "a b  ": A }, A, "Started Booted"],
    ["$(id)': Started Booted", { "$(id)": A }, A, "Started Booted"],
    ["中文': state: 'connected' reason: 'channel event'", { 中文: A }, A, "state: 'connected' reason: 'channel event'"],
    // A name that looks like an event of another domain is the name of its own.
    ["web01': Stopped Crashed': Started Booted", { web01: A, "web01': Stopped Crashed": B }, B, "Started Booted"],
    ["web01': Stopped Crashed': Started Booted", { "web01': Stopped Crashed": B }, B, "Started Booted"],
    ["web02': Started Booted", { web01: A }, null, "Started Booted"],
    ["no quote at all", {}, null, "no quote at all"],
  ])("%s", (text, names, uuid, detail) => {
    expect(eventDomain(text, (name) => names[name])).toEqual({ domainUuid: uuid, detail });
  });
});
