/** Reads `virsh domblklist --details`: the paths of disks (not of drives for media) that are files or block devices. */
export function parseBlockList(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const [, type, device, path] = /^\s*(file|block)\s+(disk|lun)\s+\S+\s+(\/.*\S)\s*$/.exec(line) ?? [];
    return type === undefined || device === undefined || path === undefined ? [] : [path];
  });
}
