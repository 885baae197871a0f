import { domainUuid } from "../../model/ids.ts";
import { copying } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageInUse } from "./storage-in-use.ts";

const user = { ...labDomain("web01"), uuid: domainUuid("7a6b9999-0000-4000-8000-0000000000ff"), name: "other" };
const shared = user.disks.map((disk) => ({ ...disk, shareable: true }));

testRule(storageInUse, [
  ["nobody else", {}, "pass free"],
  ["another VM on the same image", { destination: { domains: [user] } }, "block in-use"],
  ["which is off", { destination: { domains: [{ ...user, state: "shut-off" }] } }, "pass free"],
  [
    "both marked shareable",
    { domain: { disks: shared }, destination: { domains: [{ ...user, disks: shared }] } },
    "warn shareable",
  ],
  ["only one marked shareable", { destination: { domains: [{ ...user, disks: shared }] } }, "block in-use"],
  ["never read", { destination: { facts: null } }, "unknown never-read"],
  ["no disk", { domain: { disks: [] } }, "not-applicable no-disk"],
  [
    "a copy to a path that is in use",
    {
      guest: "db02",
      destination: { domains: [user] },
      options: copying({ diskPaths: [{ target: "vda", path: user.disks[0]?.source ?? "" }] }),
    },
    "block in-use",
  ],
]);
