import type { fields as english } from "../../en/wizard/how-fields.ts";
import type { Translated } from "../../shape.ts";

export const fields: Translated<typeof english> = {
  newName: {
    label: "目的主机上的名称",
    default: "不变",
    hint: "名称在目的主机上已被占用时另取一个。",
  },
  cloneName: {
    label: "副本的名称",
    default: "{name}",
    hint: "副本是独立的虚拟机，名称须与原虚拟机不同。",
  },
  graphics: {
    label: "控制台监听地址",
    default: "不变",
    hint: "VNC 或 SPICE 在目的主机上监听的地址。0.0.0.0 和 :: 表示所有地址。",
  },
  tlsName: {
    label: "目的主机证书中的名称",
    default: "所用的地址",
    hint: "仅当证书使用其他名称时填写。",
  },
  migrateAddress: {
    label: "迁移地址",
    default: "目的主机自报的名称",
    hint: "目的主机接收内存的另一地址，例如专用迁移网络中的地址。",
  },
  listen: {
    label: "监听地址",
    default: "所有地址",
    hint: "目的主机在自己的哪个地址上等待数据。",
  },
  disksSocket: {
    label: "磁盘套接字",
    default: "无，磁盘经 TCP 传输",
    hint: "两台主机共享路径上的 UNIX 套接字，不能与 TLS 同用。",
  },
  cpus: {
    label: "QEMU 自身线程使用的主机 CPU",
    default: "不变",
    hint: "按 libvirt 的写法，例如 0-3,8。迁移期间在源主机上生效，结束后恢复。",
  },
  ping: {
    label: "要 ping 的客户机地址",
    default: "无",
    hint: "迁移期间由本服务器 ping，并报告其最长失联时间。IPv4 或 IPv6。",
  },
};
