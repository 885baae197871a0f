import { describe, expect, it } from "vitest";
import { addressBytes, certificateFits } from "./names.ts";
import { certificateOf } from "./test-support/tls-facts.ts";

describe("a certificate for a name, as GnuTLS judges it", () => {
  it.each([
    ["hv2", {}, true],
    ["HV2", {}, true],
    ["hv3", {}, false],
    ["hv2.example.org", {}, false],
    ["10.77.1.12", {}, true],
    ["10.77.1.13", {}, false],
    ["10.77.1.12", { addresses: [] }, false],
    ["10.77.1.12", { addresses: [], dnsNames: ["10.77.1.12"] }, true],
    ["fd00::1", { addresses: ["FD00:0:0:0:0:0:0:1"] }, true],
    ["hv2", { dnsNames: ["other"] }, false],
    ["hv2", { dnsNames: [] }, true],
    ["hv2", { dnsNames: [], addresses: [] }, true],
    ["hv2", { dnsNames: [], purposes: { critical: false, server: false, client: true } }, false],
    ["hv2", { dnsNames: [], commonName: null }, false],
    ["hv2.example.org", { dnsNames: ["*.example.org"] }, true],
    ["a.hv2.example.org", { dnsNames: ["*.example.org"] }, false],
    ["example.org", { dnsNames: ["*.example.org"] }, false],
    ["example.org", { dnsNames: ["*.org"] }, false],
    ["10.77.1.12", { addresses: [], dnsNames: ["*.77.1.12"] }, false],
  ])("%s of %j is %s", (name, differs, fits) => {
    expect(certificateFits(certificateOf(differs), name)).toBe(fits);
  });

  it.each([
    ["10.0.0.1", "10.0.0.1"],
    ["256.0.0.1", null],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3", null],
    ["1::2::3", null],
    ["hv2", null],
  ])("the address in %s is %s", (text, address) => expect(addressBytes(text)).toBe(address));
});
