import { describe, expect, it } from "vitest";
import { hostId } from "@/lib/core/model/ids.ts";
import { emptyPool, ISCSI_PATH, readPool } from "./pool-draft.ts";

const empty = emptyPool([hostId("h_aaaaaaaaaaaa"), hostId("h_bbbbbbbbbbbb")]);
const wrong = (draft: typeof empty) => {
  const read = readPool(draft);
  return read.ok ? [] : [...new Set(read.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`))];
};

describe("the form for shared storage", () => {
  it("asks for what each kind needs, all at once", () => {
    expect(wrong(empty)).toEqual(["name required", "targetPath required", "sourceHost required", "sourcePath required"]);
    expect(wrong({ ...empty, type: "dir" })).toEqual(["name required", "targetPath required"]);
    expect(wrong({ ...empty, type: "iscsi" })).toEqual(["name required", "sourceHost required", "targetIqn required"]);
  });

  it("says what is malformed at its field", () => {
    const nfs = { ...empty, name: "a/b", targetPath: "srv", sourceHost: "nas; rm", sourcePath: "/exports/../etc" };
    expect(wrong(nfs)).toEqual(["name name", "targetPath path", "sourceHost address", "sourcePath path"]);
    expect(wrong({ ...empty, type: "iscsi", name: "x", sourceHost: "nas", targetIqn: "disk1" })).toEqual(["targetIqn iqn"]);
  });

  it("wants a host", () => {
    expect(wrong({ ...emptyPool([]), type: "dir", name: "vms", targetPath: "/srv" })).toEqual(["hostIds hosts"]);
  });

  it("reads only the fields of its kind, without the spaces around them", () => {
    const draft = { ...empty, type: "dir" as const, name: "vms", targetPath: " /srv/vms ", sourceHost: "left over" };
    expect(readPool(draft)).toEqual({ ok: true, pool: { type: "dir", name: "vms", targetPath: "/srv/vms" } });
  });

  it("takes the usual path of iSCSI disks when none is given", () => {
    const draft = { ...empty, type: "iscsi" as const, name: "san", sourceHost: "nas", targetIqn: "iqn.2026-01.net.example:vms" };
    expect(readPool(draft)).toMatchObject({ ok: true, pool: { targetPath: ISCSI_PATH } });
  });
});
