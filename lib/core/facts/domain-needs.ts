import type { XmlElement } from "libxml2-wasm";
import type { DomainNeeds } from "../model/domain.ts";
import { readDevicePaths } from "./domain-device-paths.ts";
import { readHugePageNeeds } from "./domain-huge-pages.ts";
import { readUnmovable } from "./domain-unmovable.ts";
import { attributeOf, elementsAt, textAt } from "./xml.ts";

/** What a `<domain>` element asks of its host beside the usual. Whether changes are pending takes two definitions: null here. */
export function readNeeds(root: XmlElement): DomainNeeds {
  return {
    hugePages: readHugePageNeeds(root),
    memoryLocked: root.get("memoryBacking/locked") !== null,
    numaNodes: numaNodes(root),
    cpuSets: values(root, "vcpu/@cpuset|cputune/*[self::vcpupin or self::emulatorpin or self::iothreadpin]/@cpuset"),
    usesCpuTune: root.find(CPU_LIMITS).length > 0,
    secrets: secrets(root),
    nwfilters: values(root, "devices/interface/filterref/@filter"),
    staticLabels: values(root, NAMED_LABELS),
    devicePaths: readDevicePaths(root),
    watchdog: watchdog(root),
    invtscWithoutFrequency:
      root.get("cpu/feature[@name='invtsc'][@policy='require' or not(@policy)]") !== null &&
      root.get("clock/timer[@name='tsc']/@frequency") === null,
    hasAgentChannel: root.get("devices/channel/target[@name='org.qemu.guest_agent.0']") !== null,
    plan9: values(root, "devices/filesystem[not(driver/@type='virtiofs')]/target/@dir"),
    unmovable: readUnmovable(root),
    hasPendingChanges: null,
  };
}

/** libvirt refuses any model that it does not have, static or not; dac's dynamic one is its own and stands in every running definition. */
const NAMED_LABELS = "seclabel[@type='static' or @model!='dac']/@model|devices//source/seclabel[label]/@model";

/** These need the cgroup controller "cpu" (seen in the lab, where nothing of cgroup is mounted); shares and pinning do not. */
const CPU_LIMITS =
  "cputune/period|cputune/quota|cputune/global_period|cputune/global_quota|" +
  "cputune/emulator_period|cputune/emulator_quota|cputune/iothread_period|cputune/iothread_quota";

/** `<memory>` and every `<memnode>` together, as strict as the strictest. With placement='auto' libvirt chooses anew at each host. */
function numaNodes(root: XmlElement): DomainNeeds["numaNodes"] {
  const named = elementsAt(root, "numatune/memory|numatune/memnode").flatMap((element) => {
    const nodeset = attributeOf(element, "nodeset");
    if (nodeset === null || nodeset === "" || attributeOf(element, "placement") === "auto") return [];
    return [{ nodeset, mode: attributeOf(element, "mode") ?? "strict" }];
  });
  const first = named[0];
  if (first === undefined) return null;
  const strictest = named.find(({ mode }) => mode === "strict") ?? named.find(({ mode }) => mode === "restrictive") ?? first;
  return { nodeset: [...new Set(named.map(({ nodeset }) => nodeset))].join(","), mode: strictest.mode };
}

/** By UUID or usage, wherever a device names one; a TPM's has an attribute. The secrets themselves are never in the XML. */
function secrets(root: XmlElement): string[] {
  const named = elementsAt(root, "devices//secret").flatMap(
    (secret) => attributeOf(secret, "uuid")?.toLowerCase() ?? attributeOf(secret, "usage") ?? [],
  );
  return [...new Set([...named, ...values(root, "devices/tpm/backend/encryption/@secret")])];
}

function watchdog(root: XmlElement): DomainNeeds["watchdog"] {
  const model = textAt(root, "devices/watchdog/@model");
  return model === null ? null : { model, action: textAt(root, "devices/watchdog/@action") ?? "reset" };
}

/** The values that a constant XPath finds, each once, without the empty ones. */
function values(root: XmlElement, path: string): string[] {
  return [...new Set(root.find(path).map((node) => node.content))].filter((value) => value !== "");
}
