import type { HostSnapshot } from "../model/host.ts";
import { addressBytes } from "./names.ts";

/** Whom a host's certificate is to be made out to. */
export interface WantedNames {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
}

const DNS_NAME = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/i;
/** Loopback, link-local: they mean another machine on each machine. */
const NOT_GLOBAL = /^(127\.|169\.254\.|0\.|::1$|fe[89ab][0-9a-f]:)/i;

type Host = Pick<HostSnapshot, "registration" | "facts">;

/**
 * Every name under which data may be sent to a host: the registered address, its hostname, the name that libvirt announces, and the addresses of its
 * interfaces. Without what another host goes by: nobody gets a certificate for somebody else by announcing that name, and an address that two
 * hosts have (libvirt's own networks) says nothing. What the admin registered always stays.
 */
export function wantedNames(host: Host, announced: readonly string[], others: readonly Host[]): WantedNames {
  const { registration, facts } = host;
  const taken = new Set(others.flatMap((other) => [other.registration.address, ...namesOf(other)].map(sameForm)));
  const claimed = [...(facts ? [facts.hostname] : []), ...announced, ...addressesOf(host)];
  const all = [registration.address, ...claimed.filter((name) => !taken.has(sameForm(name)))].map((name) => name.toLowerCase());
  const dnsNames = [
    ...new Set(all.filter((name) => addressBytes(name) === null && DNS_NAME.test(name) && !/^localhost(\.|$)/.test(name))),
  ];
  const addresses = [
    ...new Map(all.filter((name) => addressBytes(name) !== null).map((name) => [sameForm(name), name])).values(),
  ];
  const usable = addresses.filter((address) => !NOT_GLOBAL.test(address));
  const hostname = facts?.hostname.toLowerCase();
  const commonName = dnsNames.find((name) => name === hostname) ?? dnsNames[0] ?? usable[0] ?? registration.name;
  return { commonName: commonName.slice(0, 64), dnsNames, addresses: usable };
}

/** What a host goes by of its own accord. */
function namesOf(host: Host): readonly string[] {
  return [...(host.facts ? [host.facts.hostname] : []), ...addressesOf(host)];
}

/** Addresses of its interfaces, without those of libvirt's isolated or translated networks, which are the same on every host. */
function addressesOf({ facts }: Host): readonly string[] {
  const networks = facts?.networks.known ? facts.networks.value : [];
  const inner = new Set(networks.filter(({ forwardMode }) => forwardMode !== "bridge").map(({ bridge }) => bridge));
  const interfaces = facts?.interfaces.known ? facts.interfaces.value : [];
  return interfaces
    .filter(({ name }) => !inner.has(name))
    .flatMap(({ addresses }) => addresses.map((address) => address.split("/")[0] ?? ""));
}

function sameForm(name: string): string {
  return addressBytes(name.toLowerCase()) ?? name.toLowerCase();
}
