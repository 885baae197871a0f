import type { DomainRewrite } from "../model/domain-xml.ts";
import { parseXml } from "./parse-document.ts";
import { setDiskPath } from "./set-disk-path.ts";
import { setGraphicsListen } from "./set-graphics-listen.ts";
import { setName } from "./set-name.ts";
import { setNicSource } from "./set-nic-source.ts";
import { toText } from "./to-text.ts";

/**
 * The definition that a migration hands to the destination (`virsh migrate --xml`, `--persistent-xml`): the source's, with other paths,
 * bridges, console address or name. All else stays, in its order: comments, unknown elements, other programs' metadata.
 * For `--xml` take `dumpxml --migratable`: it holds the console's password, without which the destination's console would be open.
 * libvirt refuses another name in `--xml` ("Target domain name"); renaming is `--dname`.
 * Throws a RangeError for text that is not a domain's XML, and for a disk or MAC that it does not have.
 */
export function rewriteDomainXml(xml: string, rewrite: DomainRewrite): string {
  const { document, root } = parseXml(xml, ["domain"]);
  for (const disk of rewrite.diskPaths) setDiskPath(root, disk);
  for (const nic of rewrite.nicSources) setNicSource(root, nic);
  if (rewrite.graphicsListen !== null) setGraphicsListen(root, rewrite.graphicsListen);
  if (rewrite.name !== null) setName(root, rewrite.name);
  return toText(document);
}
