import { describe, expect, it } from "vitest";
import { parseHostTls } from "./parse-host-tls.ts";

const pem = (text: string) => Buffer.from(text).toString("base64");

describe("what a host says of its certificates", () => {
  it("reads all that is said", () => {
    const text = [
      "Welcome",
      "conf +",
      "user libvirt-qemu",
      "group kvm",
      "verify 0",
      "force 1",
      "announced hv1.example.org",
      "folder /etc/pki/qemu",
      "file ca-cert /etc/pki/qemu/ca-cert.pem + root:root 644 + 12.1700000000.1119",
      `pem ca-cert ${pem("no certificate")}`,
      "file server-cert /etc/pki/qemu/server-cert.pem - - - - -",
      "file server-key /etc/pki/qemu/server-key.pem + root:root 600 0 13.1700000000.1704",
      "pair server -",
    ].join("\n");
    const seen = parseHostTls(text);
    expect(seen).toMatchObject({
      tls: {
        folder: "/etc/pki/qemu",
        qemuUser: "libvirt-qemu",
        confReadable: true,
        verify: false,
        force: true,
        certificates: {
          "ca-cert": { kind: "unreadable" },
          "server-cert": { kind: "missing" },
          "client-cert": { kind: "missing" },
        },
        keyFits: { server: false, client: null },
      },
      qemuGroup: "kvm",
      pems: { "ca-cert": "no certificate" },
      identities: { "ca-cert": "12.1700000000.1119", "server-key": "13.1700000000.1704" },
      announced: ["hv1.example.org"],
    });
    expect(seen?.tls.files["server-key"]).toEqual({
      path: "/etc/pki/qemu/server-key.pem",
      exists: true,
      readable: false,
      owner: "root:root",
      mode: "600",
    });
  });

  it("takes libvirt's defaults for what qemu.conf does not say, and nothing for granted", () => {
    expect(parseHostTls("user \ngroup a b\nverify \nforce \nfolder /etc/pki/qemu\n")).toMatchObject({
      tls: { qemuUser: null, confReadable: false, verify: true, force: false, keyFits: { server: null, client: null } },
      qemuGroup: null,
      pems: {},
    });
  });

  it.each(["", "permission denied", "folder qemu"])("is nothing without a folder: %j", (text) =>
    expect(parseHostTls(text)).toBeNull(),
  );
});
