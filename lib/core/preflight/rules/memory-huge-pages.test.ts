import type { DomainNeeds } from "../../model/domain.ts";
import { unknown } from "../../model/fact.ts";
import type { HostDetails } from "../../model/host.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { memoryHugePages } from "./memory-huge-pages.ts";

const GIB = 2 ** 30;
const plain = { sizeKib: null, nodeset: null, bytes: GIB };
const pool = (sizeKib: number, node: number | null, free: number) => ({ sizeKib, node, total: 1000, free });
const pages = (
  wanted: DomainNeeds["hugePages"],
  hugePages: HostDetails["hugePages"],
  needs: Partial<DomainNeeds> = {},
): Patch => ({ domain: needing({ hugePages: wanted, ...needs }), destination: detailed({ hugePages }) });
const onNode1 = (mode: string): Partial<DomainNeeds> => ({ numaNodes: { nodeset: "1", mode } });
const twoNodes = [pool(2048, null, 700), pool(2048, 0, 600), pool(2048, 1, 100)];

testRule(memoryHugePages, [
  ["plain memory", {}, "not-applicable not-used"],
  ["just enough of the default size", pages([plain], [pool(2048, null, 512), pool(2048, 0, 512)]), "pass enough"],
  ["one too few", pages([plain], [pool(2048, null, 511), pool(2048, 0, 511)]), "block too-few"],
  ["of another size only", pages([{ ...plain, sizeKib: 1_048_576 }], [pool(2048, null, 900)]), "block not-offered"],
  ["the lab's hosts offer none", pages([plain], []), "block not-offered"],
  ["enough, on another node", pages([plain], twoNodes, onNode1("strict")), "block too-few"],
  ["enough, wherever it likes", pages([plain], twoNodes, onNode1("preferred")), "pass enough"],
  [
    "two sizes, the second too few",
    pages(
      [
        { ...plain, sizeKib: 2048 },
        { ...plain, sizeKib: 1_048_576 },
      ],
      [pool(2048, null, 512), pool(1_048_576, null, 0)],
    ),
    "block too-few",
  ],
  [
    "twice the same size for two of its nodes",
    pages(
      [
        { ...plain, nodeset: "0" },
        { ...plain, nodeset: "1" },
      ],
      [pool(2048, null, 600)],
    ),
    "block too-few",
  ],
  ["it stays off", { ...pages([plain], []), options: chosen({ mode: "offline" }) }, "warn not-offered"],
  [
    "not read there",
    { domain: needing({ hugePages: [plain] }), destination: { facts: { details: unknown("no answer") } } },
    "unknown fact-unknown",
  ],
]);
