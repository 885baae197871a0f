import { describe, expect, it } from "vitest";
import { findingOf, summaryOf } from "@/components/findings/test-support/cells.ts";
import { domainOf, hostOf } from "@/components/findings/test-support/hosts.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { bestOf, orderOf, placesOf } from "./ranking.ts";

const WEB = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const hosts = [hostOf("h_source0000", []), hostOf("h_bbbbbbbbbb", []), hostOf("h_cccccccccc", [])];
const cells = new Map(
  [
    summaryOf("h_source0000", [], WEB),
    summaryOf("h_bbbbbbbbbb", [findingOf("bridge", "block")], WEB),
    summaryOf("h_cccccccccc", [findingOf("bridge", "warn")], WEB),
  ].map((cell) => [cell.destinationHostId, cell]),
);
const domain = domainOf("h_source0000", WEB, "web1");

describe("places of the hosts", () => {
  it("recommend the best of those that are compared", () => {
    expect(bestOf(placesOf(cells, hosts, domain))).toBe("h_cccccccccc");
    expect(bestOf(placesOf(cells, hosts.slice(0, 2), domain))).toBeNull();
  });

  it("recommend nobody before every compared host is judged", () => {
    const half = new Map([...cells].filter(([id]) => id !== "h_bbbbbbbbbb"));
    expect(placesOf(half, hosts, domain).size).toBe(0);
    expect(placesOf(undefined, hosts, domain).size).toBe(0);
  });

  it("put hosts without a place last", () => {
    const places = placesOf(cells, hosts, domain);
    const order = ["h_source0000", "h_bbbbbbbbbb", "h_cccccccccc"]
      .map(hostId)
      .sort((a, b) => orderOf(places, a) - orderOf(places, b));
    expect(order).toEqual(["h_cccccccccc", "h_bbbbbbbbbb", "h_source0000"]);
  });
});
