import type { ImageSeen } from "../probes.ts";

/** An image in one line, as evidence: path, format, sizes, and what it is built on. */
export function imageText({
  path,
  exists,
  kind,
  format,
  virtualSizeBytes,
  actualSizeBytes,
  backingPath,
  problem,
}: ImageSeen): string {
  if (!exists) return `${path} ✗`;
  const parts = [
    path,
    kind === "file" ? null : kind,
    format,
    virtualSizeBytes === null ? null : `${virtualSizeBytes} B`,
    actualSizeBytes === null ? null : `(${actualSizeBytes} B)`,
    backingPath === null ? null : `← ${backingPath}`,
    problem,
  ];
  return parts.filter((part) => part !== null).join(" ");
}
