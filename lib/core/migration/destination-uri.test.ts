import { describe, expect, it } from "vitest";
import { SAFE_URI } from "./command-words.ts";
import { destinationUri, migrationAddress } from "./destination-uri.ts";

describe("migrationAddress", () => {
  it.each([
    ["hv2", 22, "root", "qemu+ssh://hv2/system"],
    ["10.1.2.3", 22, "root", "qemu+ssh://10.1.2.3/system"],
    ["10.1.2.3", 2222, "root", "qemu+ssh://10.1.2.3:2222/system"],
    ["hv2.example.org", 22, "ferry", "qemu+ssh://ferry@hv2.example.org/system"],
    ["fd00::12", 22, "root", "qemu+ssh://[fd00::12]/system"],
    ["fd00::12", 2222, "ferry", "qemu+ssh://ferry@[fd00::12]:2222/system"],
  ])("%s port %i as %s is %s", (address, port, user, uri) => {
    expect(migrationAddress({ address, port, user }).uri).toBe(uri);
  });

  it.each([
    ["hv2?command=/tmp/x", 22, "root"],
    ["hv2/system?command=x", 22, "root"],
    ["hv2#x", 22, "root"],
    ["hv2&socket=/x", 22, "root"],
    ["-oProxyCommand=x", 22, "root"],
    ["a@hv2", 22, "root"],
    ["hv2%3fcommand", 22, "root"],
    ["hv2\n", 22, "root"],
    ["fd00::1]/system?command=x", 22, "root"],
    ["fe80::1%eth0", 22, "root"],
    ["", 22, "root"],
    ["hv2", 0, "root"],
    ["hv2", 65_536, "root"],
    ["hv2", 22.5, "root"],
    ["hv2", 22, "-l"],
    ["hv2", 22, "root:x"],
    ["hv2", 22, "a@b"],
    ["hv2", 22, "ferry\n"],
  ])("refuses %j port %d user %j", (address, port, user) => {
    expect(() => migrationAddress({ address, port, user })).toThrow(RangeError);
  });
});

describe("destinationUri", () => {
  const hv2 = { address: "hv2", port: 2222, user: "ferry" };

  it.each([
    [hv2, "ssh", "qemu+ssh://ferry@hv2:2222/system"],
    [hv2, "tls", "qemu+tls://hv2/system"],
    [hv2, "tcp", "qemu+tcp://hv2/system"],
    [{ ...hv2, address: "fd00::2" }, "ssh", "qemu+ssh://ferry@[fd00::2]:2222/system"],
    [{ ...hv2, address: "fd00::2" }, "tls", "qemu+tls://[fd00::2]/system"],
  ] as const)("%j over %s is %s, and a command may have it", (host, connection, uri) => {
    expect(destinationUri(host, connection)).toBe(uri);
    expect(SAFE_URI.test(uri)).toBe(true);
  });

  it.each(["tls", "tcp"] as const)("refuses what is no host over %s, too", (connection) => {
    expect(() => destinationUri({ ...hv2, address: "hv2/system?pkipath=/x#" }, connection)).toThrow(RangeError);
  });
});
