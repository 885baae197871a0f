import type { Fact } from "../../model/fact.ts";
import type { HostSnapshot } from "../../model/host.ts";
import { type Read, readFact } from "../context.ts";
import { perObject } from "../memo.ts";

/** Whether libvirt describes the CPUs of both hosts alike. */
export function sameHostCpu(source: HostSnapshot, destination: HostSnapshot): Read<boolean> {
  const from = readFact(source, ({ hostCpuXml }) => plainCpu(hostCpuXml));
  const to = readFact(destination, ({ hostCpuXml }) => plainCpu(hostCpuXml));
  if (!from.known) return from;
  if (!to.known) return to;
  return { known: true, value: from.value === to.value };
}

/** The TSC frequency differs by a few Hz between two machines of one model, and between two boots of one machine. */
const plainCpu = perObject((xml: Fact<string>): Fact<string> => {
  if (!xml.known) return xml;
  const plain = xml.value.replaceAll(/<counter\b[^>]*>/g, "").replaceAll(/\s+/g, " ");
  return { known: true, value: plain.trim() };
});
