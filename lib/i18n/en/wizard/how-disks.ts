/** The table of disks. */
export const disks = {
  label: "Disks of the VM",
  none: "This VM has no disk.",
  target: "Disk",
  source: "Source",
  size: "Size",
  sharing: "Storage",
  choice: "At the destination",
  shared: "shared",
  local: "local",
  unknown: "not known",
  emptyDrive: "empty drive",
  stays: "Not copied",
  copy: "Copied",
  choiceNamed: "What happens to {target}",
  staysHint:
    "Both hosts must see the same storage behind a disk that is not copied. Without proof of that the migration is refused.",
  pathNamed: "Path of {target} at the destination",
  path: "Path at the destination",
  kind: "How disks are copied",
  full: "Full copy",
  fullHint:
    "The whole image. An empty one of the same size and format is made at the destination first, never over a file that exists.",
  incremental: "Incremental",
  incrementalHint: "Only what the overlay holds. The backing file has to be at the destination already, and is compared before.",
  incrementalNot: "Not for raw images: they have no backing file.",
  bytes: "{used} of {size} used",
};
