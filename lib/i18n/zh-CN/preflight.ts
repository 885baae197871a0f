import type { preflight as english } from "../en/preflight.ts";
import type { Translated } from "../shape.ts";
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

export const preflight: Translated<typeof english> = {
  groups: {
    path: "迁移路径",
    identity: "标识",
    cpu: "CPU",
    memory: "内存",
    storage: "存储",
    network: "网络",
    devices: "设备",
    security: "安全",
  },
  common: {
    "never-read": "尚未读取过 {host}。",
    "fact-unknown": "无法从 {host} 读取：{reason}",
    "not-read-yet": "尚未从 {host} 读取该信息。",
    "not-readable": "无法在 {host} 上读取该信息。",
    "not-probed": "尚未测试。",
    "probe-failed": "测试没有结果：{reason}",
    "no-root": "{host} 上的 libvirt 以 root 身份运行，而 {user} 无法在那里使用 root 权限（sudo -n），因此未能测试。",
    "not-connected": "{host} 未连接，因此未能测试。",
    "not-registered": "有主机已不在登记之列。",
    "rule-crashed": "检查程序自身出错：{reason}",
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
};
