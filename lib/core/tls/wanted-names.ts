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

/**
 * Every name under which data may be sent to a host: the registered address, its hostname, the name that libvirt announces, and the addresses of its
 * interfaces; without those of libvirt's own isolated or translated networks, which are the same on every host.
 */
export function wantedNames(host: Pick<HostSnapshot, "registration" | "facts">, announced: readonly string[]): WantedNames {
  const { registration, facts } = host;
  const inner = new Set(
    facts?.networks.known
      ? facts.networks.value.filter(({ forwardMode }) => forwardMode !== "bridge").map(({ bridge }) => bridge)
      : [],
  );
  const interfaces = facts?.interfaces.known ? facts.interfaces.value : [];
  const own = interfaces
    .filter(({ name }) => !inner.has(name))
    .flatMap(({ addresses }) => addresses.map((address) => address.split("/")[0] ?? ""))
    .filter((address) => !NOT_GLOBAL.test(address));
  const given = [registration.address, ...(facts ? [facts.hostname] : []), ...announced];
  const all = [...given, ...own].map((name) => name.toLowerCase());
  const dnsNames = [
    ...new Set(all.filter((name) => addressBytes(name) === null && DNS_NAME.test(name) && !/^localhost(\.|$)/.test(name))),
  ];
  const addresses = [
    ...new Map(all.filter((name) => addressBytes(name) !== null).map((name) => [addressBytes(name), name])).values(),
  ];
  const [commonName = addresses[0] ?? registration.name] = [facts?.hostname, ...dnsNames].filter(
    (name) => name !== undefined && DNS_NAME.test(name),
  );
  return { commonName: commonName.slice(0, 64), dnsNames, addresses: addresses.filter((address) => !NOT_GLOBAL.test(address)) };
}
