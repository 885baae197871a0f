import type { Rule } from "./rule.ts";
import { clockSkew } from "./rules/clock-skew.ts";
import { cpuArch } from "./rules/cpu-arch.ts";
import { cpuCgroup } from "./rules/cpu-cgroup.ts";
import { cpuCompare } from "./rules/cpu-compare.ts";
import { cpuEmulatorPin } from "./rules/cpu-emulator-pin.ts";
import { cpuHostPassthrough } from "./rules/cpu-host-passthrough.ts";
import { cpuInvtsc } from "./rules/cpu-invtsc.ts";
import { cpuNx } from "./rules/cpu-nx.ts";
import { cpuPinning } from "./rules/cpu-pinning.ts";
import { cpuReturn } from "./rules/cpu-return.ts";
import { cpuVcpus } from "./rules/cpu-vcpus.ts";
import { cpuVirtType } from "./rules/cpu-virt-type.ts";
import { devicesGraphicsListen } from "./rules/devices-graphics-listen.ts";
import { devicesHostDevices } from "./rules/devices-host-devices.ts";
import { devicesKernelFiles } from "./rules/devices-kernel-files.ts";
import { devicesLoader } from "./rules/devices-loader.ts";
import { devicesPaths } from "./rules/devices-paths.ts";
import { devicesPlanNine } from "./rules/devices-plan-nine.ts";
import { devicesReplacement } from "./rules/devices-replacement.ts";
import { devicesStateFiles } from "./rules/devices-state-files.ts";
import { devicesTpm } from "./rules/devices-tpm.ts";
import { devicesUnmovable } from "./rules/devices-unmovable.ts";
import { devicesVirtiofs } from "./rules/devices-virtiofs.ts";
import { devicesWatchdog } from "./rules/devices-watchdog.ts";
import { guestAgent } from "./rules/guest-agent.ts";
import { hostsConcurrency } from "./rules/hosts-concurrency.ts";
import { hostsLoad } from "./rules/hosts-load.ts";
import { identityAutostart } from "./rules/identity-autostart.ts";
import { identityCheckpoints } from "./rules/identity-checkpoints.ts";
import { identityDefinition } from "./rules/identity-definition.ts";
import { identityJob } from "./rules/identity-job.ts";
import { identityManagedSave } from "./rules/identity-managed-save.ts";
import { identityName } from "./rules/identity-name.ts";
import { identityPendingChanges } from "./rules/identity-pending-changes.ts";
import { identityPersistent } from "./rules/identity-persistent.ts";
import { identitySameHost } from "./rules/identity-same-host.ts";
import { identityState } from "./rules/identity-state.ts";
import { identityUuid } from "./rules/identity-uuid.ts";
import { machineEmulator } from "./rules/machine-emulator.ts";
import { machineType } from "./rules/machine-type.ts";
import { memoryDirtyRate } from "./rules/memory-dirty-rate.ts";
import { memoryFree } from "./rules/memory-free.ts";
import { memoryHugePages } from "./rules/memory-huge-pages.ts";
import { memoryLocked } from "./rules/memory-locked.ts";
import { memoryNuma } from "./rules/memory-numa.ts";
import { memoryOvercommit } from "./rules/memory-overcommit.ts";
import { networkBridge } from "./rules/network-bridge.ts";
import { networkLibvirtNetwork } from "./rules/network-libvirt-network.ts";
import { networkMac } from "./rules/network-mac-duplicate.ts";
import { networkMacvtap } from "./rules/network-macvtap.ts";
import { networkMtu } from "./rules/network-mtu.ts";
import { networkNwfilter } from "./rules/network-nwfilter.ts";
import { networkOvs } from "./rules/network-ovs.ts";
import { networkPortgroup } from "./rules/network-portgroup.ts";
import { networkSegment } from "./rules/network-segment.ts";
import { networkVlan } from "./rules/network-vlan.ts";
import { optionsSupported } from "./rules/options-supported.ts";
import { pathCopyTools } from "./rules/path-copy-tools.ts";
import { pathDataPorts } from "./rules/path-data-ports.ts";
import { pathDestinationOnline } from "./rules/path-destination-online.ts";
import { pathDisksPort } from "./rules/path-disks-port.ts";
import { pathDisksSocket } from "./rules/path-disks-socket.ts";
import { pathFreePorts } from "./rules/path-free-ports.ts";
import { pathHostKey } from "./rules/path-host-key.ts";
import { pathHostname } from "./rules/path-hostname.ts";
import { pathLibvirt } from "./rules/path-libvirt.ts";
import { pathListenAddress } from "./rules/path-listen-address.ts";
import { pathMigrateAddress } from "./rules/path-migrate-address.ts";
import { pathMtu } from "./rules/path-mtu.ts";
import { pathParallel } from "./rules/path-parallel.ts";
import { pathSourceOnline } from "./rules/path-source-online.ts";
import { pathSsh } from "./rules/path-ssh.ts";
import { postcopyMemoryBacking } from "./rules/postcopy-memory-backing.ts";
import { postcopyRisk } from "./rules/postcopy-risk.ts";
import { postcopyUserfaultfd } from "./rules/postcopy-userfaultfd.ts";
import { securityLabels } from "./rules/security-labels.ts";
import { securityTls } from "./rules/security-tls.ts";
import { storageBacking } from "./rules/storage-backing.ts";
import { storageCache } from "./rules/storage-cache.ts";
import { storageChainFlattened } from "./rules/storage-chain-flattened.ts";
import { storageCopyDiskKind } from "./rules/storage-copy-disk-kind.ts";
import { storageCopySameFile } from "./rules/storage-copy-same-file.ts";
import { storageDestinationImage } from "./rules/storage-destination-image.ts";
import { storageDestinationSpace } from "./rules/storage-destination-space.ts";
import { storageEncryption } from "./rules/storage-encryption.ts";
import { storageInUse } from "./rules/storage-in-use.ts";
import { storageLockManager } from "./rules/storage-lock-manager.ts";
import { storageMedia } from "./rules/storage-media.ts";
import { storageNetworkDisks } from "./rules/storage-network-disks.ts";
import { storagePool } from "./rules/storage-pool.ts";
import { storagePoolInactive } from "./rules/storage-pool-inactive.ts";
import { storageShareable } from "./rules/storage-shareable.ts";
import { storageShared } from "./rules/storage-shared.ts";
import { storageSnapshots } from "./rules/storage-snapshots.ts";
import { storageStateFile } from "./rules/storage-state-file.ts";
import { storageTransient } from "./rules/storage-transient.ts";
import { tlsChain } from "./rules/tls-chain.ts";
import { tlsClient } from "./rules/tls-client.ts";
import { tlsDates } from "./rules/tls-dates.ts";
import { tlsFiles } from "./rules/tls-files.ts";
import { tlsForce } from "./rules/tls-force.ts";
import { tlsName } from "./rules/tls-name.ts";
import { tlsUsage } from "./rules/tls-usage.ts";
import { versionLibvirt } from "./rules/version-libvirt.ts";
import { versionQemu } from "./rules/version-qemu.ts";

/** Every check, in the order in which an admin would ask: can they talk, may it move, will it fit, is its storage there. */
export const RULES: readonly Rule[] = [
  pathSourceOnline,
  pathDestinationOnline,
  identitySameHost,
  pathSsh,
  pathHostKey,
  pathLibvirt,
  pathHostname,
  pathMtu,
  pathDataPorts,
  pathFreePorts,
  pathMigrateAddress,
  pathListenAddress,
  pathDisksPort,
  pathDisksSocket,
  pathParallel,
  pathCopyTools,
  optionsSupported,
  identityDefinition,
  identityState,
  identityJob,
  identityUuid,
  identityName,
  identityPersistent,
  identityAutostart,
  identityManagedSave,
  identityCheckpoints,
  identityPendingChanges,
  cpuArch,
  cpuVirtType,
  cpuCompare,
  cpuHostPassthrough,
  cpuNx,
  cpuInvtsc,
  cpuVcpus,
  cpuPinning,
  cpuCgroup,
  cpuReturn,
  cpuEmulatorPin,
  memoryFree,
  memoryOvercommit,
  memoryHugePages,
  memoryNuma,
  memoryLocked,
  memoryDirtyRate,
  hostsLoad,
  hostsConcurrency,
  guestAgent,
  postcopyRisk,
  postcopyUserfaultfd,
  postcopyMemoryBacking,
  storageShared,
  storageCopyDiskKind,
  storageCopySameFile,
  storageDestinationImage,
  storageDestinationSpace,
  storagePool,
  storagePoolInactive,
  storageBacking,
  storageChainFlattened,
  storageStateFile,
  storageMedia,
  storageCache,
  storageInUse,
  storageSnapshots,
  storageTransient,
  storageEncryption,
  storageShareable,
  storageLockManager,
  storageNetworkDisks,
  networkBridge,
  networkOvs,
  networkLibvirtNetwork,
  networkPortgroup,
  networkVlan,
  networkMacvtap,
  networkNwfilter,
  networkMtu,
  networkSegment,
  networkMac,
  machineType,
  machineEmulator,
  versionQemu,
  versionLibvirt,
  devicesHostDevices,
  devicesReplacement,
  devicesUnmovable,
  devicesVirtiofs,
  devicesPlanNine,
  devicesTpm,
  devicesStateFiles,
  devicesKernelFiles,
  devicesLoader,
  devicesPaths,
  devicesGraphicsListen,
  devicesWatchdog,
  clockSkew,
  securityLabels,
  securityTls,
  tlsFiles,
  tlsDates,
  tlsName,
  tlsChain,
  tlsUsage,
  tlsClient,
  tlsForce,
];
