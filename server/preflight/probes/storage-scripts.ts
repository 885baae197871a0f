/**
 * The four short scripts of a storage proof. Each is fixed text; paths and names come as arguments. Images are resolved first, on each
 * host by itself: the nonce goes beside the file that is really behind the path. `set -C` makes the shell open with O_EXCL, so that it
 * never writes through a link or into a file that is there. What was written is removed by the next script, by a trap, and, if we are
 * cut off in between, by a sleeper that ends as soon as its files are gone.
 */

/** Prints one `see` line for path $2 with index $1, and leaves the real path's folder in $dir and the kind in $kind. */
const DESCRIBE = `
describe() {
  kind=missing inode=- size=- dev=- dirdev=- fstype=- fssource=- ro=- id=- folder=-
  real=$(readlink -f -- "$2" 2>/dev/null) || real=$2
  [ -n "$real" ] || real=$2
  dir=\${real%/*}
  [ -n "$dir" ] || dir=/
  if [ -b "$real" ]; then kind=block
  elif [ -f "$real" ]; then kind=file
  elif [ -e "$real" ]; then kind=other
  else case $(stat -L -- "$2" 2>&1) in *ermission\\ denied*) kind=hidden ;; esac
  fi
  if [ -d "$dir" ]; then
    folder=+
    dirdev=$(stat -L -c %d -- "$dir" 2>/dev/null) || dirdev=-
    mount=$(findmnt -nr -o FSTYPE,SOURCE,OPTIONS -T "$dir" 2>/dev/null | tail -n 1)
    if [ -n "$mount" ]; then
      fstype=\${mount%% *}
      mount=\${mount#* }
      fssource=\${mount%% *}
      case "\${mount#* }" in ro|ro,*) ro=+ ;; esac
    fi
  fi
  if [ "$kind" = file ]; then
    set -- "$1" "$2" $(stat -L -c '%i %s %d' -- "$real" 2>/dev/null)
    inode=\${3:--} size=\${4:--} dev=\${5:--}
  elif [ "$kind" = block ]; then
    size=$(blockdev --getsize64 "$real" 2>/dev/null) || size=-
    wwn=$(lsblk -dnr -o WWN -- "$real" 2>/dev/null | head -n 1)
    serial=$(lsblk -dnr -o SERIAL -- "$real" 2>/dev/null | head -n 1)
    device=\${real##*/}
    part=$(cat "/sys/class/block/$device/partition" 2>/dev/null)
    multipath=$(cat "/sys/class/block/$device/dm/uuid" 2>/dev/null)
    case $multipath in
      mpath-*) id=$multipath ;;
      '') if [ -n "$wwn" ]; then id=wwn-$wwn; elif [ \${#serial} -ge 6 ]; then id=serial-$serial; fi ;;
    esac
    [ "$id" = - ] || id=$id#$part
  fi
  echo "see $1 $kind $inode $size $dev $dirdev $folder $ro $fstype $fssource $id"
}
# The folder's device and inode: one nonce for all images in it.
key_of() { stat -L -c %d:%i -- "$1" 2>/dev/null; }
# Writes $2 into a new file $1; links are not followed, nothing is overwritten.
write_new() { ( umask 022; set -C; printf %s "$2" >"$1" ) 2>/dev/null; }
sweep() { find "$1" -maxdepth 1 -type f -name '.virtferry-*' -mmin +10 -delete 2>/dev/null; }
# Removes files "$@" at last, if nobody else does within half a minute.
linger() {
  [ $# -gt 0 ] || return 0
  (
    trap '' HUP
    n=0
    while [ $n -lt 30 ]; do
      left=
      for file; do [ -e "$file" ] && left=1; done
      [ -n "$left" ] || exit 0
      sleep 1
      n=$((n + 1))
    done
    rm -f -- "$@"
  ) </dev/null >/dev/null 2>&1 &
}
`;

/** Source, first: $1 name, $2 content, then paths. Prints see lines and `wrote INDEX GROUP`. */
export const SOURCE_WRITES = `${DESCRIBE}
name=$1 content=$2
shift 2
trap 'rm -f -- "$@"; exit 1' HUP INT TERM
index=0 groups=0 keys=
first=1
for path; do
  if [ -n "$first" ]; then set --; first=; fi
  describe "$index" "$path"
  if [ "$kind" = file ]; then
    key=$(key_of "$dir")
    case $keys in
      *" $key="*) group=\${keys##*" $key="}; group=\${group%% *} ;;
      *)
        group=$groups
        sweep "$dir"
        if write_new "$dir/.virtferry-$name-$group" "$content"; then set -- "$@" "$dir/.virtferry-$name-$group"; else group=-; fi
        groups=$((groups + 1))
        keys="$keys $key=$group "
        ;;
    esac
    [ "$group" = - ] || echo "wrote $index $group"
  fi
  index=$((index + 1))
done
[ -n "$first" ] && set --
linger "$@"
`;

/** Destination, second: $1 name, $2 own name, $3 own content, then pairs of group (or -) and path. Prints see, `read`, `wrote`. */
export const DESTINATION_ANSWERS = `${DESCRIBE}
name=$1 own=$2 content=$3
shift 3
trap 'rm -f -- "$@"; exit 1' HUP INT TERM
index=0 groups=0 keys= theirs=
first=1
for word; do
  if [ -n "$first" ]; then set --; first=; fi
  if [ -z "$theirs" ]; then theirs=$word; continue; fi
  describe "$index" "$word"
  nonce=$dir/.virtferry-$name-$theirs
  if [ "$theirs" != - ] && [ -f "$nonce" ] && [ ! -L "$nonce" ]; then
    echo "read $index $(head -c 65 -- "$nonce" 2>/dev/null | tr -dc 0-9a-f)"
    key=$(key_of "$dir")
    case $keys in
      *" $key="*) group=\${keys##*" $key="}; group=\${group%% *} ;;
      *)
        group=$groups
        if write_new "$dir/.virtferry-$own-$group" "$content"; then set -- "$@" "$dir/.virtferry-$own-$group"; else group=-; fi
        groups=$((groups + 1))
        keys="$keys $key=$group "
        ;;
    esac
    [ "$group" = - ] || echo "wrote $index $group"
  fi
  theirs=
  index=$((index + 1))
done
[ -n "$first" ] && set --
linger "$@"
`;

/**
 * Source, third: $1 own name, $2 the destination's name, then triples of own group, the destination's group (or -), and path. Prints
 * `read` and `size`, and removes what it wrote.
 */
export const SOURCE_READS = `
own=$1 name=$2
shift 2
index=0 mine= theirs=
for word; do
  if [ -z "$mine" ]; then mine=$word; continue; fi
  if [ -z "$theirs" ]; then theirs=$word; continue; fi
  real=$(readlink -f -- "$word" 2>/dev/null) || real=$word
  dir=\${real%/*}
  nonce=$dir/.virtferry-$name-$theirs
  if [ "$theirs" != - ] && [ -f "$nonce" ] && [ ! -L "$nonce" ]; then
    echo "read $index $(head -c 65 -- "$nonce" 2>/dev/null | tr -dc 0-9a-f)"
  fi
  echo "size $index $(stat -L -c %s -- "$real" 2>/dev/null)"
  [ "$mine" = - ] || rm -f -- "$dir/.virtferry-$own-$mine"
  mine= theirs=
  index=$((index + 1))
done
`;

/** Destination, last: $1 own name, then pairs of own group and path. Removes what it wrote. */
export const DESTINATION_CLEANS = `
own=$1
shift
mine=
for word; do
  if [ -z "$mine" ]; then mine=$word; continue; fi
  real=$(readlink -f -- "$word" 2>/dev/null) || real=$word
  rm -f -- "\${real%/*}/.virtferry-$own-$mine"
  mine=
done
`;
