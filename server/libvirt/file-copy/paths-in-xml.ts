import { readXml } from "../../../lib/core/facts/xml.ts";
import type { Fact } from "../../../lib/core/model/fact.ts";

/**
 * Every absolute path that a domain's XML names anywhere: disks, their backing files, nvram, kernel, TPM, sockets. Wherever it stands,
 * a file that is named is one that the domain may use. Unknown when the text is no domain XML.
 */
export function pathsInDomainXml(xml: string): Fact<readonly string[]> {
  return readXml(xml, "domain", (root) => {
    const texts = root.find("//@*|//text()").map((node) => node.content.trim());
    return [...new Set(texts.filter((text) => text.startsWith("/") && !text.includes("\n")))];
  });
}
