/**
 * What a host has for TLS: fixed text for root's sh, which reads and never writes, and takes nothing from a key but whether it fits. $1: "qemu" or
 * "libvirt"; $2: "names" to be told what libvirt announces (`announced N`), too. Prints `conf +`, `user U`, `group G`, `verify 0|1`, `force 0|1`, `folder DIR`, `custom FILE` (libvirtd.conf names other files), for each
 * file `file NAME PATH EXISTS OWNER:GROUP MODE READABLE IDENTITY`, `pem NAME BASE64`, and `pair server|client +|-`.
 * QEMU's user: qemu.conf, else a QEMU that runs, else the distribution's. The folder is chosen as libvirt does (virQEMUDriverConfigSetDefaults).
 */
export const READ_TLS = `
PATH=$PATH:/usr/sbin:/sbin
conf=/etc/libvirt/qemu.conf
text() { sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*\\"\\([^\\"]*\\)\\".*/\\1/p" "$2" 2>/dev/null | tail -n 1; }
switch() { sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*\\"\\{0,1\\}\\([01]\\).*/\\1/p" "$conf" 2>/dev/null | tail -n 1; }
if [ -r "$conf" ] || [ "$(id -u)" = 0 ]; then echo 'conf +'; fi
user=$(text user "$conf" | sed 's/^+//')
group=$(text group "$conf" | sed 's/^+//')
[ -n "$user" ] || user=$(ps -eo user:32=,comm= 2>/dev/null | awk '$2 ~ /^qemu-(system|kvm)/ { print $1; exit }')
[ -n "$user" ] || for one in libvirt-qemu qemu; do if id "$one" >/dev/null 2>&1; then user=$one; break; fi; done
[ -n "$group" ] || group=$(ps -eo group:32=,comm= 2>/dev/null | awk '$2 ~ /^qemu-(system|kvm)/ { print $1; exit }')
if [ -z "$group" ] && [ -n "$user" ]; then
  if getent group "$user" >/dev/null 2>&1; then group=$user; else group=$(id -gn "$user" 2>/dev/null); fi
fi
verify=$(switch migrate_tls_x509_verify)
[ -n "$verify" ] || verify=$(switch default_tls_x509_verify)
printf 'user %s\\ngroup %s\\nverify %s\\nforce %s\\n' "$user" "$group" "$verify" "$(switch migrate_tls_force)"
look() {
  name=$1 path=$2 exists=- owner=- mode=- readable=- identity=-
  if [ -e "$path" ] || [ -L "$path" ]; then
    exists=+
    owner=$(stat -L -c %U:%G -- "$path" 2>/dev/null) || owner=-
    mode=$(stat -L -c %a -- "$path" 2>/dev/null) || mode=-
    identity=$(stat -c %i.%Y.%s -- "$path" 2>/dev/null) || identity=-
    if [ "$reader" = root ] || [ "$reader" = 0 ]; then
      if [ "$(id -u)" = 0 ]; then if [ -r "$path" ]; then readable=+; else readable=0; fi; fi
    elif [ -n "$reader" ] && [ "$(id -u)" = 0 ]; then
      runuser -u "$reader" -g "$readers" -- test -r "$path" </dev/null >/dev/null 2>&1
      case $? in 0) readable=+ ;; 1) readable=0 ;; esac
    fi
  fi
  printf 'file %s %s %s %s %s %s %s\\n' "$name" "$path" "$exists" "$owner" "$mode" "$readable" "$identity"
  case $name in *-key) ;; *) if [ -r "$path" ] && [ -f "$path" ]; then
    printf 'pem %s %s\\n' "$name" "$(head -c 65536 -- "$path" | base64 | tr -d '\\n')"
  fi ;; esac
}
pair() {
  if [ -r "$2" ] && [ -r "$3" ] && command -v openssl >/dev/null 2>&1; then
    have=$(openssl x509 -in "$2" -noout -pubkey </dev/null 2>/dev/null)
    want=$(openssl pkey -in "$3" -passin pass: -pubout </dev/null 2>/dev/null)
    if [ -n "$have" ] && [ -n "$want" ]; then
      if [ "$have" = "$want" ]; then echo "pair $1 +"; else echo "pair $1 -"; fi
    fi
  fi
}
if [ "$2" = names ]; then
  printf 'announced %s\\n' "$(text migration_host "$conf")" "$(virsh -q -c qemu:///system hostname 2>/dev/null </dev/null | head -n 1)"
fi
if [ "$1" = libvirt ]; then
  reader=root readers=root
  for one in ca_file cert_file key_file; do
    for daemon in libvirtd virtproxyd; do
      file=$(text "$one" "/etc/libvirt/$daemon.conf")
      case $file in ''|/etc/pki/CA/cacert.pem|/etc/pki/libvirt/servercert.pem|/etc/pki/libvirt/private/serverkey.pem) ;; *) echo "custom $file" ;; esac
    done
  done
  dir=/etc/pki
  echo "folder $dir"
  ca=$dir/CA/cacert.pem cert=$dir/libvirt/servercert.pem key=$dir/libvirt/private/serverkey.pem
  client=$dir/libvirt/clientcert.pem clientkey=$dir/libvirt/private/clientkey.pem
else
  reader=$user readers=$group
  [ -n "$readers" ] || readers=root
  dir=$(text migrate_tls_x509_cert_dir "$conf")
  if [ -z "$dir" ] && [ -d /etc/pki/libvirt-migrate ]; then dir=/etc/pki/libvirt-migrate; fi
  if [ -z "$dir" ]; then dir=$(text default_tls_x509_cert_dir "$conf"); fi
  if [ -z "$dir" ]; then dir=/etc/pki/qemu; fi
  echo "folder $dir"
  case $dir in *[[:space:]]*) echo 'spaces in the name of the folder' >&2; exit 9 ;; esac
  ca=$dir/ca-cert.pem cert=$dir/server-cert.pem key=$dir/server-key.pem
  client=$dir/client-cert.pem clientkey=$dir/client-key.pem
fi
look ca-cert "$ca"
look server-cert "$cert"
look server-key "$key"
look client-cert "$client"
look client-key "$clientkey"
pair server "$cert" "$key"
pair client "$client" "$clientkey"
exit 0
`;
