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
if [ "$2" = full ]; then
begin hostname; uname -n; end
begin kernel; uname -sr; end
begin os-release; cat /etc/os-release 2>&1 || cat /usr/lib/os-release 2>&1; end
begin login; id -un; id -u; id -Gn; end
conf=/etc/libvirt/qemu.conf
begin qemu-conf; grep -E '^[[:space:]]*migration_port_(min|max)' "$conf" 2>&1; end
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
fi
begin clock-end; date +%s.%N; end
`;
