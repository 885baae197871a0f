import { describe, expect, it } from "vitest";
import { filterCodec, readMatrixParams, writeMatrixFilter, writeMatrixParams } from "./search-params.ts";

const WEB = "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11";
const DB = "00000000-0000-4000-8000-000000000002";
const FILTER = `q=web&show=stuck&on=h_source0000&dest=h_bbbbbbbbbb&sort=worst&hosts=h_bbbbbbbbbb%2Ch_cccccccccc&vms=${DB}`;

describe("matrix in the URL", () => {
  it.each([
    ["", ""],
    ["a cell", `${FILTER}&vm=${WEB}&to=h_bbbbbbbbbb`],
    ["a cell at a check", `${FILTER}&by=check&vm=${WEB}&to=h_bbbbbbbbbb&rule=path.data-ports`],
    ["the VMs of a check", `${FILTER}&by=check&to=h_bbbbbbbbbb&rule=path.data-ports`],
  ])("reads back what it wrote: %s", (_, query) => {
    expect(writeMatrixParams(readMatrixParams(new URLSearchParams(query)))).toBe(query);
  });

  it("hands what is shown, and not the drawer, to the report", () => {
    const params = readMatrixParams(new URLSearchParams(`${FILTER}&by=check&vm=${WEB}&to=h_bbbbbbbbbb`));
    expect(writeMatrixFilter(params)).toBe(FILTER);
    expect(filterCodec.write(filterCodec.read(new URLSearchParams(FILTER)))).toBe(FILTER);
  });

  it("opens no drawer for half an address or a forged one", () => {
    expect(readMatrixParams(new URLSearchParams(`vm=${WEB}`))).toMatchObject({ vm: null, only: [WEB] });
    expect(readMatrixParams(new URLSearchParams("to=h_bbbbbbbbbb")).to).toBeNull();
    const forged = "vm=;reboot&to=h_bbbbbbbbbb&show=x&sort=y&by=z&rule=%22%5D%20*&hosts=a,h_bbbbbbbbbb,h_bbbbbbbbbb&dest=--x";
    expect(readMatrixParams(new URLSearchParams(forged))).toMatchObject({
      vm: null,
      to: null,
      rule: null,
      show: "all",
      sort: "name",
      by: "vm",
      destination: null,
      columns: ["h_bbbbbbbbbb"],
    });
  });
});
