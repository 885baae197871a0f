/**
 * libvirt's, QEMU's and ssh's words and what they mean, most telling first: the first row that matches wins. Texts are matched as
 * substrings without case, because libvirt 9.3 changed the marks around them and `migration out job:` became `job 'migration out'`. Each code has
 * its meaning and advice in lib/i18n below `failures.codes`.
 */
export const LIBVIRT_ERRORS = [
  // virsh lost its own daemon, so that "End of file" is no riddle here.
  ["source-daemon-gone", /disconnected from qemu:\/\/\/system/i],
  ["canceled", /canceled by client|cancelled by client/i],
  ["domain-active-on-both", /domain '.*' is already active|domain is already active/i],
  ["name-clash", /already exists with uuid/i],
  ["uuid-clash", /is already defined with uuid/i],
  ["already-migrating", /another migration job is already running/i],
  ["operation-in-the-way", /cannot acquire state change lock/i],
  ["block-job-active", /has active block job/i],
  ["has-snapshots", /cannot migrate domain with \d+ snapshots/i],
  ["same-host", /same host uuid|attempt to migrate guest to the same host/i],
  ["host-key-changed", /remote host identification has changed/i],
  ["host-key-unknown", /host key is known for|host key verification failed/i],
  ["ssh-not-authorised", /permission denied \(/i],
  ["ssh-name-unresolvable", /could not resolve hostname/i],
  ["ssh-unreachable", /ssh: connect to host/i],
  [
    "libvirt-helper-missing",
    /nc: not found|nc: command not found|virt-ssh-helper: command not found|virt-ssh-helper: not found/i,
  ],
  ["libvirt-down-at-source", /failed to connect to the hypervisor/i],
  ["libvirt-down-at-destination", /nc: .*no such file|failed to connect socket to '[^']*(libvirt|virtqemud)-sock/i],
  ["libvirt-denied", /authentication unavailable|authentication failed|access denied|requires authentication/i],
  ["libvirt-port-refused", /unable to connect to server at '[^']*:165(09|14)'|cannot read ca certificate/i],
  ["bad-uri", /transport in url not recognised|no connection driver available/i],
  ["destination-name-unresolvable", /unable to resolve address '/i],
  ["destination-name-localhost", /resolved to localhost/i],
  ["migration-port-closed", /unable to connect to server at '|failed to connect socket: |failed to connect to '[^']*:\d+'/i],
  ["listen-address-wrong", /cannot assign requested address/i],
  ["port-busy", /failed to reserve port|address already in use|unable to find an unused port/i],
  ["storage-not-shared", /migration without shared storage is unsafe/i],
  ["disk-cache-unsafe", /disks use cache other than/i],
  ["no-space", /no space left on device/i],
  [
    "copy-target-differs",
    /images have different sizes|image have different sizes|have different sizes|image is not in \w+ format/i,
  ],
  ["copy-target-missing", /no storage pool with matching|pre-creation of storage|cannot precreate storage/i],
  ["storage-file-missing", /cannot access storage file|could not open '/i],
  ["disk-locked", /failed to get "?(write|consistent read|shared write)"? lock/i],
  [
    "device-not-migratable",
    /cannot migrate a domain with <|vfio device doesn't support migration|migration with virtiofs|virtfs export path|migration with transient disk|vdpa devices cannot|legacy shmem|slirp-helper/i,
  ],
  ["tsc-frequency", /tsc frequency is not specified/i],
  [
    "cpu-incompatible",
    /cpu is incompatible with host cpu|guest cpu doesn't match|guest and host cpu are not compatible|target cpu feature count|target cpu model/i,
  ],
  ["machine-type-unknown", /does not support machine type|target domain machine type/i],
  ["definition-differs", /^.*target domain .* does not match source/im],
  ["emulator-missing", /cannot check qemu binary|unable to find .*emulator|emulator .* not found/i],
  ["bridge-missing", /cannot get interface mtu on '|failed to get.* bridge|add bridge .* port/i],
  ["network-missing", /no network with matching name|network '.*' is not active/i],
  ["nic-device-missing", /unable to get index for interface/i],
  [
    "memory-short",
    /cannot allocate memory|unable to map backing store|hugetlbfs filesystem is not mounted|cannot set up guest memory|numa node \d+ is unavailable/i,
  ],
  ["memory-lock-denied", /cannot limit locked memory/i],
  [
    "tls-failed",
    /tls channel|certificate does not match|certificate \S+ (has expired|is not yet active)|hasn't got a known issuer|owner does not match|unable to access credentials|tls directory not configured|only with vir_migrate_tls/i,
  ],
  ["post-copy-failed", /failed in post-copy phase|post-copy phase failed|cannot abort migration in post-copy/i],
  ["post-copy-unavailable", /postcopy is not supported|migration option 'postcopy-ram' is not supported/i],
  ["lock-driver-differs", /lock driver .* different from/i],
  ["device-state-unknown", /unknown savevm section|missing section footer|error while loading state|length mismatch:/i],
  ["disk-io-error", /cannot migrate domain with i\/o error/i],
  ["auto-destroy", /marked for auto destroy/i],
  [
    "connection-lost",
    /client socket is closed|lost connection to destination|keepalive timeout|broken pipe|unable to write to socket/i,
  ],
  ["domain-not-running", /domain is not running|is no longer running|guest unexpectedly quit|domain is no longer active/i],
  ["domain-gone", /failed to get domain|domain not found/i],
  ["qemu-died", /unexpectedly closed the monitor|process exited while connecting to monitor|end of file from qemu monitor/i],
  // The disks' copy broke off, and nothing above tells why: a cut of the network ends so (seen on the lab).
  ["disk-copy-failed", /migration of disk \S+ failed/i],
  // Written by the destination's QEMU whenever its stream ends early, also after an abort: a consequence, seldom the cause.
  ["stream-broken", /load of migration failed|section footer failed/i],
  ["virsh-missing", /virsh: (command )?not found|exec: virsh/i],
  ["cause-hidden", /end of file while reading data/i],
] as const satisfies readonly (readonly [string, RegExp])[];

/** Codes of failures that are not read from a text, but from what was seen on the hosts. */
export const SEEN_FAILURES = [
  "not-started",
  "start-failed",
  "preparation-failed",
  "guest-stopped",
  "timed-out",
  "stayed-without-error",
  "no-words",
  "unrecognised",
] as const;

export type FailureCode = (typeof LIBVIRT_ERRORS)[number][0] | (typeof SEEN_FAILURES)[number];
