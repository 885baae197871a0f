#!/bin/bash
# Process 1 of a lab host. Runs inside fresh net, mount, uts, ipc and pid namespaces:
#   init.sh HOST_DIR HOSTNAME BOOT_DIR SHARED_DIR|-
# What the host owns lies in HOST_DIR (written by lab/parts/host-files.ts) and is bound over the machine's own paths here.
# It must go on reaping orphans: with unreaped QEMUs each start and migration takes 40 s longer.
set -eu
host_dir=$1 host=$2 boot_dir=$3 shared_dir=$4
exec 9>"$host_dir/ready"

mount --make-rprivate /
umount -l /run/netns 2>/dev/null || true

# A small file system of its own for local images, so that a disk can be filled without filling the machine.
mount -o loop "$host_dir/images.img" "$host_dir/var-lib-libvirt/images" 2>/dev/null ||
  mount -t tmpfs -o size=512m lab-images "$host_dir/var-lib-libvirt/images"
chmod 0711 "$host_dir/var-lib-libvirt/images"
mount -t tmpfs -o size=64m small "$host_dir/srv/small"
mount --bind "$boot_dir" "$host_dir/var-lib-libvirt/boot"
mount -o remount,bind,ro "$host_dir/var-lib-libvirt/boot"
# Raw block devices: loop devices of the machine, under names of the host's own. Like a disk they outlive a power cut.
for image in "$host_dir"/block/*.img; do
  [ -f "$image" ] || continue
  device=$(losetup -n -O NAME -j "$image" | head -n 1)
  [ -n "$device" ] || device=$(losetup -f --show "$image" 2>/dev/null) || continue
  node=$host_dir/srv/block/$(basename "$image" .img)
  rm -f "$node"
  mknod -m 0600 "$node" b $((0x$(stat -c %t "$device"))) $((0x$(stat -c %T "$device")))
done
[ "$shared_dir" = - ] || mount --bind "$shared_dir" "$host_dir/srv/shared"

for pair in etc:/etc srv:/srv home:/home root:/root tmp:/tmp var-tmp:/var/tmp \
  var-lib-libvirt:/var/lib/libvirt var-log-libvirt:/var/log/libvirt var-cache-libvirt:/var/cache/libvirt; do
  mount --rbind "$host_dir/${pair%%:*}" "${pair#*:}"
done
[ ! -d /var/lib/swtpm-localca ] || mount --bind "$host_dir/var-lib-swtpm" /var/lib/swtpm-localca
mount -t tmpfs -o size=64m,mode=0755 run /run
mount -t tmpfs -o size=256m,mode=1777 shm /dev/shm
mkdir -p /run/sshd /run/lock /run/libvirt

hostname "$host"
ip -batch "$host_dir/network.ip"
[ ! -s "$host_dir/firewall.nft" ] || nft -f "$host_dir/firewall.nft"

# From here on the machine's side of the lab is out of sight.
mount -t tmpfs -o size=16k,mode=0700 hidden "${host_dir%/*/*/*}"

cd /
exec </dev/null
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
/usr/sbin/sshd 9>&-
/usr/sbin/virtlogd -d 9>&-
listen=
! grep -q '^listen_tcp' /etc/libvirt/libvirtd.conf || listen=--listen
/usr/sbin/libvirtd -d $listen 9>&-
echo up >&9
exec 9>&-
# The children of others that end up here are reaped by the wait.
while :; do
  sleep 3600 &
  wait $! || true
done
