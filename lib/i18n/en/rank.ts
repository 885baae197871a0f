/** Why a host is where it is in the ranking (lib/core/preflight/rank.ts); several of them make one line. */
export const rank = {
  "all-pass": "all checks pass",
  warn: "{count, plural, one {# warning} other {# warnings}}",
  unknown: "{count, plural, one {# check is unknown} other {# checks are unknown}}",
  block: "{count, plural, one {# check blocks} other {# checks block}}",
  "disks-in-place": "disks in place",
  "disks-to-copy": "disks to be copied",
  "disks-unknown": "disks not proven",
  "memory-left": "{size} memory left",
  "memory-missing": "{size} memory missing",
  load: "load {load} per core",
  link: "link {rate}",
};
