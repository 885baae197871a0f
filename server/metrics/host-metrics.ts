import { Gauge, type Registry } from "prom-client";
import type { HostSnapshot, HostState } from "../../lib/core/model/host.ts";
import type { HostLinks, LinkState } from "../libvirt/host-link.ts";
import type { MetricGroup } from "./registry.ts";

const HOST_STATES: readonly HostState[] = ["connecting", "online", "unreachable", "blocked"];
const LINK_STATES: readonly LinkState["kind"][] = ["connecting", "up", "down"];

export interface HostMetricsParts {
  readonly inventory: { snapshots(): readonly HostSnapshot[] };
  readonly links: Pick<HostLinks, "get">;
}

/** Hosts and VMs as this process last saw them. The names of hosts are unique: they are the label. */
export function createHostMetrics(registry: Registry, { inventory, links }: HostMetricsParts): MetricGroup {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge("virtferry_host_up", "1 when the host is online: reached by SSH, and its libvirt answers.", ["host"]);
  const hosts = gauge("virtferry_hosts", "Registered hosts by state.", ["state"]);
  const sshLinks = gauge("virtferry_ssh_links", "SSH connections that this process holds, by state.", ["state"]);
  const domains = gauge("virtferry_domains", "VMs by host and libvirt's state.", ["host", "state"]);
  const readAt = gauge(
    "virtferry_host_last_read_timestamp_seconds",
    "When the host was last read. time() minus it is how old what is shown is; read again at least every 45 s.",
    ["host"],
  );
  const roundTrip = gauge("virtferry_host_round_trip_seconds", "Time of the last small command on the held connection.", [
    "host",
  ]);
  const all = [up, hosts, sshLinks, domains, readAt, roundTrip];

  const refreshHost = ({ registration, state, observedAtMs, roundTripMs, domains: found }: HostSnapshot): void => {
    const host = registration.name;
    up.set({ host }, state === "online" ? 1 : 0);
    hosts.inc({ state });
    const link = links.get(registration.id)?.state();
    if (link) sshLinks.inc({ state: link.kind });
    const counts = new Map<string, number>();
    for (const domain of found) counts.set(domain.state, (counts.get(domain.state) ?? 0) + 1);
    for (const [domainState, count] of counts) domains.set({ host, state: domainState }, count);
    if (observedAtMs !== null) readAt.set({ host }, observedAtMs / 1000);
    if (roundTripMs !== null) roundTrip.set({ host }, roundTripMs / 1000);
  };
  return {
    refresh() {
      // What is removed must not stay: each time anew.
      for (const each of all) each.reset();
      for (const state of HOST_STATES) hosts.set({ state }, 0);
      for (const state of LINK_STATES) sshLinks.set({ state }, 0);
      for (const snapshot of inventory.snapshots()) refreshHost(snapshot);
    },
  };
}
