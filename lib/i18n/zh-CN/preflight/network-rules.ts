import type { networkRules as english } from "../../en/preflight/network-rules.ts";
import type { Translated } from "../../shape.ts";

export const networkRules: Translated<typeof english> = {
  network: {
    bridge: {
      title: "网桥就位",
      "no-bridge-nic": "{vm} 没有网卡接入网桥。",
      present: "{destination} 上有 {bridges}。",
      missing: "{destination} 上没有网桥 {bridges}。{vm} 会失去网络，libvirt 也会拒绝在那里启动它。",
      "not-a-bridge": "{destination} 上有接口 {bridges}，但它不是网桥。",
      down: "{destination} 上的 {bridges} 未启用，{vm} 到那里会没有网络。",
    },
    "libvirt-network": {
      title: "libvirt 网络就位",
      "no-network-nic": "{vm} 没有网卡使用 libvirt 网络。",
      present: "{networks} 在 {destination} 上处于活动状态。",
      missing: "{destination} 上没有 libvirt 网络 {networks}。",
      inactive: "{networks} 在 {destination} 上已定义但未启动。",
      "other-kind": "{networks} 在 {destination} 与 {source} 上类型不同，客户机可能丢失地址和连接。",
      "host-local": "{networks} 在各主机上相互独立（NAT、路由或隔离）：客户机会丢失连接，地址也可能改变。",
    },
    macvtap: {
      title: "macvtap 所用的主机网卡就位",
      "no-direct-nic": "{vm} 没有网卡使用 macvtap。",
      present: "{destination} 上有 {devices}。",
      missing: "{destination} 上没有网络设备 {devices}。",
    },
    mtu: {
      title: "网桥的 MTU 一致",
      "no-bridge-nic": "{vm} 没有网卡接入网桥。",
      "no-common-bridge": "两台主机没有可比较的同名网桥。",
      same: "两台主机的 MTU 相同。",
      smaller: "{bridge} 的 MTU 在 {destination} 上为 {there}，在 {source} 上为 {here}，{vm} 的大包会丢失。",
      larger: "{bridge} 的 MTU 在 {destination} 上为 {there}，大于 {source} 上的 {here}。",
    },
    segment: {
      title: "网桥在同一网段",
      "no-bridge-nic": "{vm} 没有网卡接入网桥。",
      "no-addresses": "网桥没有可比较的 IPv4 地址。",
      same: "{bridges} 在两台主机上的地址属于同一子网。",
      different: "{bridges} 在两台主机上的地址属于不同子网，{vm} 可能无法再与原网段通信。",
    },
    ovs: {
      title: "两边都是或都不是 Open vSwitch",
      "no-bridge-nic": "{vm} 没有网卡接入网桥。",
      "bridge-missing": "网桥根本不存在，见上文。",
      fits: "{destination} 上的 {bridges} 类型符合 {vm} 的需要。",
      "not-ovs": "{vm} 需要 Open vSwitch，而 {destination} 上的 {bridges} 是 Linux 网桥，libvirt 无法在那里启动它。",
      "is-ovs": "{destination} 上的 {bridges} 是 Open vSwitch，而 {vm} 按 Linux 网桥配置，libvirt 无法在那里启动它。",
    },
    portgroup: {
      title: "网络的端口组一致",
      none: "{vm} 没有网卡指定端口组。",
      "network-missing": "该网络根本不存在，见上文。",
      present: "{destination} 上的 {networks} 有端口组 {portgroups}。",
      missing:
        "{destination} 上的 {networks} 没有端口组 {portgroups}。libvirt 不会报错，只会忽略其 VLAN：{vm} 将落在另一个网络中。",
    },
    vlan: {
      title: "目的主机可设置 VLAN 标签",
      none: "{vm} 接入网桥的网卡没有 VLAN 标签。",
      carried: "{destination} 上的 libvirt 可设置 VLAN {tags}。",
      "not-supported": "{vm} 在 Linux 网桥上使用 VLAN {tags}，libvirt 自 {since} 版起才支持。",
    },
    nwfilter: {
      title: "网络过滤器就位",
      none: "{vm} 的网卡没有网络过滤器。",
      present: "{destination} 上有 {filters}。未比较规则内容是否一致。",
      missing: "{destination} 上没有网络过滤器 {filters}，libvirt 无法在那里启动 {vm}。",
    },
    "mac-duplicate": {
      title: "MAC 地址不重复",
      "no-nic": "{vm} 没有网卡。",
      "new-macs": "副本使用自己的 MAC 地址。",
      "clone-keeps-macs": "副本沿用 {vm} 的 MAC 地址，同在一个网络时两者会互抢流量。",
      unique: "{destination} 上没有其他虚拟机使用 {vm} 的 MAC 地址。",
      "active-duplicate": "{other} 正在 {destination} 上运行，且 MAC 地址同为 {mac}，两者都会丢失流量。",
      "inactive-duplicate": "{destination} 上的 {other} 也使用 MAC 地址 {mac}，但未在运行。",
    },
  },
};
