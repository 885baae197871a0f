#!/bin/busybox sh
# First program of a lab guest: modules, address, then the worker as process 1.
b=/bin/busybox
$b mkdir -p /proc /sys /dev
$b mount -t proc proc /proc
$b mount -t sysfs sysfs /sys
$b mount -t devtmpfs devtmpfs /dev 2>/dev/null
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net virtio_blk evdev button; do
  [ -f /modules/$module.ko ] && $b insmod /modules/$module.ko
done
for word in $($b cat /proc/cmdline); do
  case $word in lab.ip=*) address=${word#lab.ip=} ;; esac
done
$b ip link set lo up
if [ -n "$address" ]; then
  $b ip link set eth0 up
  $b ip addr add "$address" dev eth0
fi
exec </dev/console >/dev/console 2>&1
exec /bin/worker
