import { choices } from "./preflight/choices.ts";
import { cpuRules } from "./preflight/cpu-rules.ts";
import { devicesRules } from "./preflight/devices-rules.ts";
import { evidence } from "./preflight/evidence.ts";
import { fixes } from "./preflight/fixes.ts";
import { identityRules } from "./preflight/identity-rules.ts";
import { networkRules } from "./preflight/network-rules.ts";
import { pathRules } from "./preflight/path-rules.ts";
import { securityRules } from "./preflight/security-rules.ts";
import { storageRules } from "./preflight/storage-rules.ts";

export const preflight = {
  groups: {
    path: "Path",
    identity: "Identity",
    cpu: "CPU",
    memory: "Memory",
    storage: "Storage",
    network: "Network",
    devices: "Devices",
    security: "Security",
  },
  common: {
    "never-read": "{host} has never been read.",
    "fact-unknown": "This could not be read from {host}: {reason}",
    "not-read-yet": "This has not been read from {host} yet.",
    "not-readable": "This could not be read on {host}.",
    "not-probed": "This has not been tried yet.",
    "probe-failed": "The try gave no answer: {reason}",
    "no-root": "libvirt on {host} works as root, and {user} may not act as root there (sudo -n), so this could not be tried.",
    "not-connected": "{host} is not connected, so this could not be tried.",
    "not-registered": "A host is not registered any more.",
    "rule-crashed": "The check itself failed: {reason}",
  },
  rules: {
    ...pathRules,
    ...identityRules,
    ...cpuRules,
    ...storageRules,
    ...networkRules,
    ...devicesRules,
    ...securityRules,
  },
  fix: fixes,
  choice: choices,
  evidence,
} as const;
