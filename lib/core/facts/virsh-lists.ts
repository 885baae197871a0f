const MAX_LINES = 20_000;
const LINE = /^\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s+(\S.*?)\s*$/i;

/** The names that `virsh -q nwfilter-list` shows beside their UUIDs. */
export function parseNwfilterList(text: string): readonly string[] {
  return rows(text).map(([, name]) => name);
}

/** UUID and usage name of each secret of `virsh -q secret-list`; the usage stands behind its type ("ceph client.libvirt"). */
export function parseSecretList(text: string): readonly string[] {
  return rows(text).flatMap(([uuid, usage]) => {
    const name = /^(?:volume|ceph|iscsi|tls|vtpm) (.+)$/.exec(usage)?.[1];
    return name === undefined ? [uuid] : [uuid, name];
  });
}

function rows(text: string): (readonly [string, string])[] {
  return text.split("\n", MAX_LINES).flatMap((line) => {
    const [, uuid, rest] = LINE.exec(line) ?? [];
    return uuid === undefined || rest === undefined ? [] : [[uuid.toLowerCase(), rest] as const];
  });
}
