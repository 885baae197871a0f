import { readFileSync } from "node:fs";

/** A definition from this folder's fixtures. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
}

/** A domain with these devices and nothing else that matters. */
export function domainWith(devices: string, inner = ""): string {
  return `<domain type='kvm'>
  <name>n</name>
  <uuid>7a6b0001-0000-4000-8000-000000000001</uuid>
  ${inner}
  <devices>
    ${devices}
  </devices>
</domain>
`;
}

/** The whole first element with that name that contains `mark`, to look at one device of a definition. */
export function elementWith(xml: string, name: string, mark: string): string {
  const found = xml.match(new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`, "g"))?.find((element) => element.includes(mark));
  if (found === undefined) throw new Error(`no <${name}> with ${mark}`);
  return found;
}
