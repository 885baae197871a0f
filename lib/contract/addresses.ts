import { z } from "zod";

/** Forms that several inputs share. Messages are keys below `errors.field` in lib/i18n. */

const HOSTNAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const IPV6 = /^[0-9A-Fa-f:]{2,39}$/;
/** An absolute path without a step upwards, a line break or NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const PATH = /^\/(?!.*(?:^|\/)\.\.?(?:\/|$))[^\x00-\x1f\x7f]{1,1023}$/;

/** True for an IPv4 or IPv6 address. */
export const isAddress = (text: string) => IPV4.test(text) || (IPV6.test(text) && text.includes(":"));

/** Host name or address only: no scheme, no user, no port, no query, so that no libvirt URI can be smuggled in. */
export const hostAddressInput = z
  .string()
  .max(253, "address")
  .refine((text) => isAddress(text) || HOSTNAME.test(text), "address");

export const absolutePathInput = z.string().regex(PATH, "path");
/** A disk of a guest: vda, sdb. */
export const diskTargetInput = z.string().regex(/^[a-z]{2,8}$/, "target");
