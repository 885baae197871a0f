import { expect, it } from "vitest";
import { hostId } from "../../lib/core/model/ids.ts";
import { createSharingBook } from "./sharing-book.ts";

const [one, two, three] = [hostId("h_1"), hostId("h_2"), hostId("h_3")];
const names = new Map([
  [one, "hv1"],
  [two, "hv2"],
  [three, "hv3"],
]);

it("remembers proofs for both hosts, for an image or its own folder, until the storage changes", () => {
  const book = createSharingBook((id) => names.get(id));
  book.note(one, "/srv/shared/", two, true, "nonce");
  book.note(one, "/srv/shared/a.qcow2", three, false, "nonce");
  expect(book.proofsOf(one, "/srv/shared/a.qcow2")).toEqual([
    { otherHostName: "hv2", shared: true, reason: "nonce" },
    { otherHostName: "hv3", shared: false, reason: "nonce" },
  ]);
  expect(book.proofsOf(two, "/srv/shared/b.qcow2")).toEqual([{ otherHostName: "hv1", shared: true, reason: "nonce" }]);
  expect(book.proofsOf(one, "/srv/shared/below/c.qcow2")).toEqual([]);
  book.note(one, "/srv/shared", two, false, "later");
  expect(book.proofsOf(two, "/srv/shared/b.qcow2")).toMatchObject([{ shared: false }]);
  book.forgetPath(one, "/srv/shared/a.qcow2");
  expect(book.proofsOf(one, "/srv/shared/a.qcow2")).toEqual([]);
  book.forgetHost(one);
  expect(book.proofsOf(two, "/srv/shared/b.qcow2")).toEqual([]);
});
