import { describe, expect, it } from "vitest";
import { authorizeLine, fingerprintCommand, problemCommands } from "./problem-commands.ts";

describe("fingerprintCommand", () => {
  it.each([
    ["ssh-ed25519", "/etc/ssh/ssh_host_ed25519_key.pub"],
    ["ecdsa-sha2-nistp256", "/etc/ssh/ssh_host_ecdsa_key.pub"],
    ["rsa-sha2-512", "/etc/ssh/ssh_host_rsa_key.pub"],
    ["ssh-rsa", "/etc/ssh/ssh_host_rsa_key.pub"],
  ])("reads the file of %s", (algorithm, file) => {
    expect(fingerprintCommand(algorithm)).toEqual(["ssh-keygen", "-lf", file]);
  });
});

describe("authorizeLine", () => {
  it("quotes the key, so that its comment stays text", () => {
    expect(authorizeLine("ssh-ed25519 AAAA x'; reboot; '\n")).toContain(`'ssh-ed25519 AAAA x'\\''; reboot; '\\'''`);
  });
});

describe("problemCommands", () => {
  it("names the user who lacks the rights", () => {
    expect(problemCommands("libvirt-denied", "ferry")).toEqual([["sudo", "usermod", "-aG", "libvirt", "ferry"]]);
  });
  it("has nothing to type where the network is at fault", () => {
    expect(problemCommands("no-route", "root")).toEqual([]);
  });
});
