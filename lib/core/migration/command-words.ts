/**
 * What may become a word of a command: everything is looked at once more here, although the inputs were validated, because a libvirt URI or a path
 * with a surprise in it runs as root.
 */

const AT = String.raw`(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])`;

/**
 * A libvirt of another host and nothing behind it. libvirt's ssh URIs take parameters like `command=`, which run a program as root on the
 * source, so that a URI with anything unexpected in it is a programming error. A user and a port are for ssh only.
 */
export const SAFE_URI = new RegExp(
  String.raw`^qemu\+(?:ssh:\/\/(?:[a-z_][a-z0-9_-]{0,31}@)?${AT}(?::\d{1,5})?|(?:tls|tcp):\/\/${AT})\/system$`,
);

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const IPV4 = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const IPV6 = /^[0-9A-Fa-f:]{2,39}$/;
const TARGET = /^[a-z]{2,8}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\x00-\x1f\x7f]/;
/** sun_path of a UNIX socket, with its closing NUL. */
const MAX_SOCKET_PATH = 107;

/** True for a host name or an IPv4 address. */
export function isMachineName(text: string): boolean {
  return NAME.test(text);
}

/** True for an IPv4 or IPv6 address, without brackets or zone. */
export function isIpAddress(text: string): boolean {
  return IPV4.test(text) || (IPV6.test(text) && text.includes(":"));
}

/** A whole number within its range as text. Throws a RangeError that names it. */
export function whole(value: number, min: number, max: number, what: string): string {
  if (!Number.isInteger(value) || value < min || value > max) throw new RangeError(`${what} out of range: ${value}`);
  return String(value);
}

/** An absolute path without steps upwards and control characters, as it is. Throws a RangeError. */
export function checkPath(path: string): string {
  const parts = path.split("/");
  if (!path.startsWith("/") || path.length > 1024 || CONTROL.test(path) || parts.includes("..") || parts.includes("."))
    throw new RangeError(`not a path: ${JSON.stringify(path.slice(0, 80))}`);
  return path;
}

/** A disk's target as it is. Throws a RangeError. */
export function checkTarget(target: string): string {
  if (!TARGET.test(target)) throw new RangeError(`not a disk target: ${JSON.stringify(target.slice(0, 80))}`);
  return target;
}

/** A domain name as libvirt takes it: no slash, no control character. Throws a RangeError. */
export function checkName(name: string): string {
  if (name === "" || name.length > 128 || name.includes("/") || CONTROL.test(name))
    throw new RangeError(`not a domain name: ${JSON.stringify(name.slice(0, 80))}`);
  return name;
}

/** `unix:///path` of a socket; libvirt decodes what is encoded. Throws a RangeError. */
export function unixUri(path: string): string {
  if (path.length > MAX_SOCKET_PATH) throw new RangeError("socket path too long");
  return `unix://${checkPath(path).split("/").map(encodeURIComponent).join("/")}`;
}
