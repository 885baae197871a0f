/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const networkRules = {
  network: {
    bridge: {
      title: "The bridges are there",
      "no-bridge-nic": "No NIC of {vm} is plugged into a bridge.",
      present: "{destination} has {bridges}.",
      missing: "{destination} has no bridge {bridges}. {vm} would lose its network, and libvirt refuses to start it there.",
      "not-a-bridge": "{destination} has an interface {bridges}, but it is not a bridge.",
      down: "{bridges} on {destination} is down: {vm} would have no network there.",
    },
    "libvirt-network": {
      title: "The libvirt networks are there",
      "no-network-nic": "No NIC of {vm} uses a libvirt network.",
      present: "{networks} is active on {destination}.",
      missing: "{destination} has no libvirt network {networks}.",
      inactive: "{networks} is defined on {destination}, but not started.",
      "other-kind":
        "{networks} is of another kind on {destination} than on {source}: the guest may lose its addresses and connections.",
      "host-local":
        "{networks} exists on each host for itself (NAT, routed or isolated): the guest loses its connections, and perhaps its address.",
    },
    macvtap: {
      title: "The host devices of macvtap NICs are there",
      "no-direct-nic": "No NIC of {vm} uses macvtap.",
      present: "{destination} has {devices}.",
      missing: "{destination} has no network device {devices}.",
    },
    mtu: {
      title: "The bridges carry packets of the same size",
      "no-bridge-nic": "No NIC of {vm} is plugged into a bridge.",
      "no-common-bridge": "There is no bridge on both hosts to compare.",
      same: "The MTU is the same on both hosts.",
      smaller: "{bridge} has MTU {there} on {destination} and {here} on {source}. Large packets of {vm} would be lost.",
      larger: "{bridge} has MTU {there} on {destination}, more than {here} on {source}.",
    },
    segment: {
      title: "The bridges are on the same network",
      "no-bridge-nic": "No NIC of {vm} is plugged into a bridge.",
      "no-addresses": "The bridges have no IPv4 addresses to compare.",
      same: "{bridges} has addresses of one subnet on both hosts.",
      different: "{bridges} has addresses of different subnets on both hosts: {vm} may lose its neighbours.",
    },
    ovs: {
      title: "Open vSwitch on both sides, or on neither",
      "no-bridge-nic": "No NIC of {vm} is plugged into a bridge.",
      "bridge-missing": "The bridges are not there at all, which is said above.",
      fits: "{bridges} on {destination} is of the kind that {vm} needs.",
      "not-ovs": "{vm} needs Open vSwitch, and {bridges} on {destination} is a Linux bridge. libvirt does not start it there.",
      "is-ovs":
        "{bridges} on {destination} is Open vSwitch, and {vm} is set up for a Linux bridge. libvirt does not start it there.",
    },
    portgroup: {
      title: "The networks have the same portgroups",
      none: "No NIC of {vm} names a portgroup.",
      "network-missing": "The network is not there at all, which is said above.",
      present: "{networks} on {destination} has {portgroups}.",
      missing:
        "{networks} on {destination} has no portgroup {portgroups}. libvirt says nothing and leaves out its VLAN: {vm} would stand on another network.",
    },
    vlan: {
      title: "VLAN tags can be set there",
      none: "No NIC of {vm} on a bridge has VLAN tags.",
      carried: "libvirt on {destination} can set VLAN {tags}.",
      "not-supported": "{vm} has VLAN {tags} on a Linux bridge. libvirt does that from version {since} on.",
    },
    nwfilter: {
      title: "The network filters are there",
      none: "No NIC of {vm} has a network filter.",
      present: "{destination} has {filters}. Whether their rules are the same was not compared.",
      missing: "{destination} has no network filter {filters}. libvirt does not start {vm} there.",
    },
    "mac-duplicate": {
      title: "The MAC addresses are unique there",
      "no-nic": "{vm} has no NIC.",
      "new-macs": "The copy gets MAC addresses of its own.",
      "clone-keeps-macs": "The copy keeps the MAC addresses of {vm}. On one network the two take each other's traffic.",
      unique: "No other VM on {destination} has a MAC address of {vm}.",
      "active-duplicate": "{other} runs on {destination} with the same MAC address {mac}. Both would lose traffic.",
      "inactive-duplicate": "{other} on {destination} has the same MAC address {mac}, but is not running.",
    },
  },
} as const;
