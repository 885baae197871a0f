import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventParser, type RawEvent } from "./event-parser.ts";

const fixtures = new URL("../../lib/core/facts/fixtures/debian12-libvirt-9.0.0/", import.meta.url);
const source = readFileSync(new URL("events-source-there.web01.txt", fixtures));
const destination = readFileSync(new URL("events-destination-there.web01.txt", fixtures));

function parse(chunks: readonly Buffer[]): RawEvent[] {
  const parser = eventParser();
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.flush()];
}

function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...[...at].map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe("eventParser", () => {
  it("reads the events of a real migration on its source", () => {
    const events = parse([source]);
    expect(events.map((event) => [event.kind, event.nameAndDetail])).toEqual([
      ["migration-iteration", "web01': iteration: '1'"],
      ["migration-iteration", "web01': iteration: '2'"],
      ["lifecycle", "web01': Suspended Migrated"],
      ["migration-iteration", "web01': iteration: '3'"],
      ["lifecycle", "web01': Stopped Migrated"],
      ["job-completed", "web01':"],
    ]);
    const completed = events.at(-1);
    expect(completed?.more).toHaveLength(23);
    expect(completed?.more).toContain("\tdowntime: 190");
    expect(completed?.text.startsWith("2026-11-21 11:13:33.739+0000: event 'job-completed'")).toBe(true);
    expect(events[0]?.hostAtMs).toBe(Date.parse("2026-11-21T11:13:33.228Z"));
  });

  it("reads them on its destination", () => {
    expect(parse([destination]).map((event) => event.nameAndDetail)).toEqual([
      "web01': Started Migrated",
      "web01': Defined Added",
      "web01': Resumed Migrated",
    ]);
  });

  it("does not care where the stream is cut", () => {
    const whole = parse([source, destination]);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (at) => {
        expect(parse(cut(Buffer.concat([source, destination]), at))).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it("gives a single-line event at once, one with more lines when the next begins", () => {
    const parser = eventParser();
    const line = (text: string) => Buffer.from(`2026-11-21 11:00:00.000+0000: event ${text}\n`);
    expect(parser.push(line("'lifecycle' for domain 'a': Started Booted"))).toHaveLength(1);
    expect(parser.push(line("'job-completed' for domain 'a':"))).toEqual([]);
    expect(parser.push(Buffer.from("\toperation: 5\n"))).toEqual([]);
    const events = parser.push(line("'lifecycle' for domain 'a': Stopped Migrated"));
    expect(events.map((event) => [event.kind, event.more])).toEqual([
      ["job-completed", ["\toperation: 5"]],
      ["lifecycle", []],
    ]);
  });

  it("keeps two jobs that end together apart", () => {
    const text = ["a", "b"].map(
      (name) =>
        `2026-11-21 11:00:00.000+0000: event 'job-completed' for domain '${name}':\n\tdowntime: ${name === "a" ? 1 : 2}\n`,
    );
    expect(parse([Buffer.from(text.join(""))]).map((event) => [event.nameAndDetail, event.more])).toEqual([
      ["a':", ["\tdowntime: 1"]],
      ["b':", ["\tdowntime: 2"]],
    ]);
  });

  it("drops lines that belong to no event", () => {
    expect(parse([Buffer.from("garbage\nevent loop interrupted\nevents received: 0\n\n")])).toEqual([]);
  });
});
