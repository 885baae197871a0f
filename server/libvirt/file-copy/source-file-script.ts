import { OPEN_FUNCTIONS } from "./open-script.ts";

/**
 * Shell functions about $from, the file that is being copied. `fail` is the caller's.
 *
 * Data extents come from qemu-img, which asks the file system. Where there is no qemu-img the whole file counts as data, and runs of
 * zeros are found by reading. That a running VM uses the file is seen by who has it open for writing: qemu-img, which reads it as raw
 * bytes, is not kept off by QEMU's locks (seen with QEMU 7.2).
 */
export const SOURCE_FILE_FUNCTIONS = `
${OPEN_FUNCTIONS}
cmp -s -n 1 -i 0:0 /dev/zero /dev/zero && has_cmp=yes || has_cmp=
set_facts() { size=$1 inode=$2 modified=$3 file_mode=$4 file_uid=$5 file_gid=$6 identity=$1-$2-$3; own_rights; }
# Mode and owner that the copy will have.
own_rights() {
  [ "$mode" != - ] || mode=$file_mode
  if [ "$owner" = - ]; then uid=$file_uid gid=$file_gid; else uid=\${owner%:*} gid=\${owner#*:}; fi
}
read_facts() { stat -L -c '%s %i %.9Y %a %u %g' -- "$from" 2>&1; }
look() {
  [ -e "$from" ] || fail source-missing "$i" "$from: no such file"
  [ -f "$from" ] || fail source-not-a-file "$i" "$from: not a regular file"
  facts=$(read_facts) || fail source-unreadable "$i" "$facts"
  words=$(exec dd if="$from" bs=1 count=1 2>&1 >/dev/null) || fail source-unreadable "$i" "$words"
  open_in "$from" written && fail source-in-use "$i" "$from: $open_in"
  set_facts $facts
}
unchanged() {
  set -- $(read_facts)
  [ "$1-$2-$3" = "$identity" ]
}
# Mode, uid and gid for folders that are made for it.
folder_facts() {
  folder_facts=$(stat -L -c '%a %u %g' -- "\${from%/*}/") || fail source-unreadable "$i" "\${from%/*}: cannot be looked at"
  [ "$owner" = - ] || folder_facts="\${folder_facts%% *} $uid $gid"
}
put_extent() {
  [ -n "$from_byte" ] || return 0
  total=$((total + to_byte - from_byte))
  echo "$from_byte $to_byte" >&8
}
# Writes lines "START END" to $list, and sets $total. Extents less than 1 MiB apart become one, so that their number is bounded; what
# is zero in between stays a hole at the destination all the same.
extents() {
  total=0
  exec 8>"$list"
  if [ "$size" -gt 0 ]; then
    if command -v qemu-img >/dev/null && qemu-img map -f raw --output=human -- "$from" >"$map"; then
      from_byte= to_byte=0
      {
        read -r header
        while read -r at length rest; do
          at=$(($at)) stop=$(($at + $length))
          [ "$stop" -le "$size" ] || stop=$size
          if [ -n "$from_byte" ] && [ "$((at - to_byte))" -lt 1048576 ]; then to_byte=$stop
          else put_extent; from_byte=$at to_byte=$stop; fi
        done
      } <"$map"
      put_extent
    else
      echo "0 $size" >&8
      total=$size
    fi
  fi
  exec 8>&-
}
# Whether $2 bytes from $1 on are all zero.
is_zero() {
  if [ -n "$has_cmp" ]; then cmp -s -n "$2" -i "$1:0" -- "$from" /dev/zero
  else
    [ "$(dd if="$from" bs=65536 iflag=fullblock,skip_bytes,count_bytes skip="$1" count="$2" 2>/dev/null | tr -d '\\000' |
      head -c 1 | wc -c)" -eq 0 ]
  fi
}
`;
