import type { failureCodesPath as english } from "../en/failure-codes-path.ts";
import type { Translated } from "../shape.ts";

export const failureCodesPath: Translated<typeof english> = {
  "host-key-changed": {
    meaning: "目的主机的 SSH 主机密钥与源主机记录的不一致：要么主机重装过，要么有人在中间截获连接。",
    advice: "在目的主机的控制台上核对指纹，确认无误后再更新源主机的 known_hosts。",
  },
  "host-key-unknown": {
    meaning: "源主机不认识目的主机的 SSH 主机密钥，libvirt 因此拒绝连接。",
    advice: "在源主机上，把目的主机的主机密钥加入运行 libvirt 的用户（root）的 known_hosts，再重试。",
  },
  "ssh-not-authorised": {
    meaning: "目的主机没有接受源主机的 SSH 密钥。",
    advice: "把源主机 root 的公钥加入目的主机登录用户的 authorized_keys。",
  },
  "ssh-name-unresolvable": {
    meaning: "源主机无法解析目的主机的名称。",
    advice: "在 DNS 或源主机的 /etc/hosts 中添加该名称，或改用地址登记目的主机。",
  },
  "ssh-unreachable": {
    meaning: "源主机连不上目的主机的 SSH 端口。",
    advice: "检查两台主机之间的路由、防火墙和 sshd。",
  },
  "libvirt-helper-missing": {
    meaning: "目的主机缺少转发 libvirt 连接的程序（virt-ssh-helper 或 nc）。",
    advice: "在目的主机上安装 libvirt 客户端软件包或 netcat-openbsd。",
  },
  "libvirt-down-at-source": {
    meaning: "源主机上的 virsh 连不上本机的 libvirt 守护进程。",
    advice: "检查源主机的 libvirtd 或 virtqemud。正在运行的 VM 不受影响。",
  },
  "libvirt-down-at-destination": {
    meaning: "目的主机的 libvirt 套接字没有响应。",
    advice: "在目的主机上启动 libvirtd 或 virtqemud。",
  },
  "libvirt-denied": {
    meaning: "登录用户在目的主机上无权使用 libvirt。",
    advice: "在目的主机上把该用户加入 libvirt 组，或改用 root。",
  },
  "libvirt-port-refused": {
    meaning: "目的主机的 libvirt 没有监听 TCP/TLS，或缺少相应证书。",
    advice: "改走 SSH，或启用守护进程的 TLS 套接字并安装证书。",
  },
  "bad-uri": {
    meaning: "源主机的 libvirt 无法识别目的主机的地址。",
    advice: "检查目的主机的登记信息。地址只由控制台生成。",
  },
  "destination-name-unresolvable": {
    meaning: "目的主机用某个名称提供迁移端口，而源主机解析不了这个名称。",
    advice: "在源主机的 /etc/hosts 中添加该名称，或在目的主机的 qemu.conf 中设置 migration_host。",
  },
  "destination-name-localhost": {
    meaning: "目的主机把自己的名称解析成了 localhost，无法告诉源主机该连到哪里。",
    advice: "修正目的主机的 /etc/hosts，或在其 qemu.conf 中设置 migration_host。",
  },
  "migration-port-closed": {
    meaning: "源主机连不上目的主机的迁移端口。",
    advice: "在目的主机上对源主机放行 TCP 49152 至 49215，或其 qemu.conf 中设定的端口范围。",
  },
  "listen-address-wrong": {
    meaning: "目的主机没有用于监听的那个地址。",
    advice: "修正目的主机 qemu.conf 中的 migration_address。",
  },
  "port-busy": {
    meaning: "目的主机没有空闲的迁移端口。",
    advice: "等其他迁移结束，或在目的主机的 qemu.conf 中扩大端口范围。",
  },
  "tls-failed": {
    meaning: "两台主机的 TLS 证书互不匹配。",
    advice: "检查两台主机 /etc/pki/qemu 中的证书：同一 CA、未过期、包含主机名或地址。",
  },
  "connection-lost": {
    meaning: "拷贝过程中两台主机之间的连接断开了。",
    advice: "检查两台主机之间的网络，然后重新开始。",
  },
  "disk-copy-failed": {
    meaning: "磁盘复制中断：两端 QEMU 之间的连接断开，或者磁盘无法读写。",
    advice: "检查主机之间的网络和两端的存储，然后重新开始。",
  },
  "stream-broken": {
    meaning: "目的主机还没有收全 VM，迁移数据流就中断了。",
    advice: "在源主机的日志中查明原因，然后重新开始。",
  },
  "cause-hidden": {
    meaning: "两个守护进程之间的连接被关闭，真正的原因随之丢失，两边的日志也没有记录。",
    advice: "VM 没有受到影响。可以放心重试，重试时往往能看到真正的原因。",
  },
  "source-daemon-gone": {
    meaning: "源主机上的 libvirt 守护进程被停止或重启，迁移随之终止。",
    advice: "VM 没有受到影响。待守护进程恢复后重新开始。",
  },
  "virsh-missing": {
    meaning: "源主机上没有 virsh 命令。",
    advice: "在源主机上安装 libvirt 客户端软件包。",
  },
  canceled: {
    meaning: "迁移在源主机上被取消，但不是由本控制台发起的。",
    advice: "确认还有谁在管理这台主机。VM 仍在原处。",
  },
  "not-started": {
    meaning: "命令到达源主机之前服务器中断了，迁移没有开始。",
    advice: "重新发起迁移。",
  },
  "start-failed": {
    meaning: "无法在源主机上启动迁移命令。",
    advice: "参见下方主机返回的原文。VM 没有受到影响。",
  },
  "preparation-failed": {
    meaning: "迁移前的某一步失败，因此没有开始迁移。",
    advice: "参见失败的步骤和下方主机返回的原文。已做的准备已撤回。",
  },
  "timed-out": {
    meaning: "允许的时间（时限或阶梯规则）已到而拷贝尚未完成，已按您的选择中止。",
    advice: "放宽时限、带宽或停机时间，或启用自动收敛。",
  },
  "guest-stopped": {
    meaning: "VM 在迁移过程中被关机或停止。",
    advice: "如果不是有意为之，请在其定义所在的主机上重新启动。",
  },
  "stayed-without-error": {
    meaning: "命令没有报错，但 VM 仍只在源主机上运行。",
    advice: "查看本次迁移的日志，然后重新开始。",
  },
  "no-words": {
    meaning: "命令失败但没有任何输出，两台主机的日志也没有说明原因。",
    advice: "查看两台主机的 libvirt 日志。可以放心重试。",
  },
  unrecognised: {
    meaning: "libvirt 因某种本控制台尚不认识的原因拒绝了操作。",
    advice: "请阅读下方 libvirt 的原文。",
  },
};
