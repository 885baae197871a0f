import { describe, expect, it } from "vitest";
import { labHost } from "../preflight/test-support/lab.ts";
import type { TlsFileName } from "./model.ts";
import { TLS_FILES } from "./model.ts";
import { foreignFiles, setState } from "./set-state.ts";
import { hostTls } from "./test-support/tls-facts.ts";
import { wantedNames } from "./wanted-names.ts";

describe("whom a host's certificate is made out to", () => {
  it("names the registered address, the hostname, what libvirt announces and the host's own addresses, each once", () => {
    const host = labHost("hv2");
    const names = wantedNames(host, ["HV2", "10.77.1.22", "hv2.example.org"], [labHost("hv1")]);
    expect(names).toEqual({
      commonName: "hv2",
      dnsNames: ["hv2", "hv2.example.org"],
      addresses: ["10.77.1.12", "10.77.1.22"],
    });
  });

  it("leaves out what means another machine elsewhere, and what is no name", () => {
    const names = wantedNames(labHost("hv1"), ["localhost", "127.0.0.1", "fe80::1", "bad name", "-x", "fd00::5"], []);
    expect(names.dnsNames).toEqual(["hv1"]);
    expect(names.addresses).toEqual(["10.77.1.11", "fd00::5"]);
    // libvirt's own translated network is 192.168.122.1 on every host.
    expect(JSON.stringify(names)).not.toContain("192.168.122");
  });

  it("does not name a host as another one, whatever it announces, and always by its registered address", () => {
    const names = wantedNames(labHost("hv1"), ["hv2", "HV2", "10.77.1.12", "hv1.example.org"], [labHost("hv2"), labHost("hv3")]);
    expect(names).toEqual({ commonName: "hv1", dnsNames: ["hv1", "hv1.example.org"], addresses: ["10.77.1.11"] });
    const twin = labHost("hv1");
    expect(wantedNames(labHost("hv1"), [], [twin])).toMatchObject({ dnsNames: [], addresses: ["10.77.1.11"] });
  });

  it("does with the address alone for a host that was never read", () => {
    expect(wantedNames({ ...labHost("hv1"), facts: null }, [], [])).toEqual({
      commonName: "10.77.1.11",
      dnsNames: [],
      addresses: ["10.77.1.11"],
    });
  });
});

describe("whose files there are", () => {
  const host = (...there: readonly TlsFileName[]) => {
    const { files } = hostTls();
    return {
      files: Object.fromEntries(
        TLS_FILES.map((name) => [name, { ...files[name], exists: there.includes(name) }]),
      ) as typeof files,
    };
  };
  const ours = { "ca-cert": true, "server-cert": true, "client-cert": true };
  const others = { "ca-cert": false, "server-cert": false, "client-cert": false };

  it.each([
    [host(), others, "none", []],
    [host(...TLS_FILES), ours, "ours", []],
    [host(...TLS_FILES), others, "foreign", [...TLS_FILES]],
    [host("ca-cert", "server-cert", "server-key"), ours, "partial", []],
    [host(...TLS_FILES), { ...ours, "ca-cert": false }, "foreign", ["ca-cert"]],
    [host(...TLS_FILES), { ...ours, "server-cert": false }, "foreign", ["server-cert", "server-key"]],
    // A key without its certificate may be anybody's.
    [host("client-key"), { ...ours, "client-cert": false }, "foreign", ["client-key"]],
  ] as const)("%#", (seen, own, state, foreign) => {
    expect(setState(seen, own)).toBe(state);
    expect(foreignFiles(seen, own)).toEqual(foreign);
  });
});
