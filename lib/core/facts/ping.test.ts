import { describe, expect, it } from "vitest";
import { parsePingReplies } from "./ping.ts";

const PRINTED = `PING 10.77.4.101 (10.77.4.101) 56(84) bytes of data.
[1795616055.100000] 64 bytes from 10.77.4.101: icmp_seq=1 ttl=64 time=0.412 ms
[1795616055.110500] no answer yet for icmp_seq=2
[1795616055.120000] 64 bytes from 10.77.4.101: icmp_seq=3 ttl=64 time=0.5 ms (DUP!)
[1795616056.000000] From 10.77.4.1 icmp_seq=4 Destination Host Unreachable
[1795616056.250000] 64 bytes from fe80::1%br0: icmp_seq=5 ttl=64 time=1 ms
`;

describe("parsePingReplies", () => {
  it("takes the time of each answer, and of nothing else", () => {
    expect(parsePingReplies(PRINTED).map((at) => Math.round(at - 1795616055000))).toEqual([100, 120, 1250]);
  });
  it("has nothing for a ping without times, or none at all", () => {
    expect(parsePingReplies("64 bytes from 10.0.0.1: icmp_seq=1 ttl=64")).toEqual([]);
    expect(parsePingReplies("")).toEqual([]);
  });
});
