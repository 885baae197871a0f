/**
 * One script for everything of the operating system: POSIX sh, fixed text, data only as arguments ($1 nonce, $2 light|full), so that a
 * host costs one process tree instead of a dozen execs. Each section ends with its command's exit status. It reads and never writes.
 * TLS: the folder that libvirt takes for migration (virQEMUDriverConfigSetDefaults): migrate_tls_x509_cert_dir, else
 * /etc/pki/libvirt-migrate if it is there, else default_tls_x509_cert_dir, else /etc/pki/qemu.
 */
export const OS_SCRIPT = `
n=$1
PATH=$PATH:/usr/sbin:/sbin
begin() { printf '%s begin %s\\n' "$n" "$1"; }
end() { printf '\\n%s end %s\\n' "$n" "$?"; }
begin clock; date +%s.%N; end
begin meminfo; cat /proc/meminfo; end
begin loadavg; cat /proc/loadavg; end
begin ip; ip -j -d addr 2>&1; end
huge=hugepages/hugepages-*
begin hugepages
grep -s -H . /sys/kernel/mm/$huge/*_hugepages /sys/devices/system/node/node*/$huge/*_hugepages
end
if [ "$2" = full ]; then
begin hostname; uname -n; end
begin kernel; uname -sr; end
begin os-release; cat /etc/os-release 2>&1 || cat /usr/lib/os-release 2>&1; end
begin login; id -un; id -u; id -Gn; end
conf=/etc/libvirt/qemu.conf
begin qemu-conf; grep -E '^[[:space:]]*(migration_port_(min|max)|lock_manager|hugetlbfs_mount)' "$conf" 2>&1; end
option() { sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*\\"\\([^\\"]*\\)\\".*/\\1/p" "$conf" 2>/dev/null | tail -n 1; }
begin tls
dir=$(option migrate_tls_x509_cert_dir)
if [ -z "$dir" ] && [ -d /etc/pki/libvirt-migrate ]; then dir=/etc/pki/libvirt-migrate; fi
if [ -z "$dir" ]; then dir=$(option default_tls_x509_cert_dir); fi
if [ -z "$dir" ]; then dir=/etc/pki/qemu; fi
printf '%s\\n' "$dir"
if [ -d "$dir" ] && ! [ -x "$dir" ]; then echo denied
else
  for file in ca-cert.pem server-cert.pem server-key.pem client-cert.pem client-key.pem; do
    [ -e "$dir/$file" ] || printf 'missing %s\\n' "$file"
  done
fi
:; end
begin mounts; grep -E '^[^ ]+ [^ ]+ (hugetlbfs|cgroup2?) ' /proc/mounts; end
begin cgroup; cat /sys/fs/cgroup/cgroup.controllers /sys/fs/cgroup/unified/cgroup.controllers 2>/dev/null; end
begin cpus; grep -s -H '' /sys/devices/system/node/node*/cpulist /sys/devices/system/cpu/online; end
begin cpuinfo; grep -m 1 -E '^flags[[:space:]]*:' /proc/cpuinfo; end
begin kvm; [ -c /dev/kvm ]; end
begin ovs; if command -v ovs-vsctl >/dev/null 2>&1; then echo installed; ovs-vsctl --timeout=3 list-br 2>/dev/null; fi; end
begin firewall
if command -v firewall-cmd >/dev/null 2>&1 && systemctl -q is-active firewalld 2>/dev/null; then echo firewalld
elif grep -qs '^ENABLED=yes' /etc/ufw/ufw.conf; then echo ufw
elif grep -qs '^filter' /proc/net/ip_tables_names; then echo iptables
elif command -v nft >/dev/null 2>&1; then echo nft; nft list ruleset 2>/dev/null | head -c 200000
else echo nothing
fi
:; end
fi
begin clock-end; date +%s.%N; end
`;
