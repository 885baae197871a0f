import { describe, expect, it } from "vitest";
import type { HostLink } from "./host-link.ts";
import { rootPrefix } from "./root-prefix.ts";

/** A host whose login has this uid, and whose sudo ends with this code; both can be changed. */
function aHost(login: { uid: string; sudo: number | null }) {
  const asked: string[] = [];
  const exec = async (argv: readonly string[]) => {
    asked.push(argv.join(" "));
    await Promise.resolve();
    const lost = login.sudo === null && argv[0] === "sudo";
    return { exitCode: argv[0] === "id" ? 0 : login.sudo, stdout: login.uid, stderr: "", connectionLost: lost, timedOut: false };
  };
  return { link: { exec } as unknown as HostLink, asked };
}

describe("what goes in front of a command for root", () => {
  it.each<[string, { uid: string; sudo: number | null }, readonly string[] | null | undefined]>([
    ["nothing, for root", { uid: "0\n", sudo: 1 }, []],
    ["sudo, where it asks for no password", { uid: "1000\n", sudo: 0 }, ["sudo", "-n"]],
    ["not to be had", { uid: "1000\n", sudo: 1 }, null],
    ["not known, when the connection went", { uid: "1000\n", sudo: null }, undefined],
  ])("is %s", async (_what, login, expected) => {
    expect((await rootPrefix(aHost(login).link)).prefix).toEqual(expected);
  });

  it("is asked once for all who ask at once; a yes stays, a no is asked again", async () => {
    const login = { uid: "1000", sudo: 1 };
    const { link, asked } = aHost(login);
    await Promise.all([rootPrefix(link), rootPrefix(link), rootPrefix(link)]);
    expect(asked).toEqual(["id -u", "sudo -n true"]);
    login.sudo = 0;
    expect((await rootPrefix(link)).prefix).toEqual(["sudo", "-n"]);
    expect((await rootPrefix(link)).prefix).toEqual(["sudo", "-n"]);
    expect(asked).toHaveLength(4);
  });
});
