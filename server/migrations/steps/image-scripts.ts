/*
 * The fixed POSIX shell programs that make and remove images. Data reaches them as arguments only. Each is a function that is called on its
 * last line: sh reads its program from the SSH channel, and one that was cut off by a dying connection must not run in part. What goes
 * wrong is said on stderr; exit 17 = a file is in the way, 18 = the folder is missing.
 */

/** Whether a process has a file open, or a domain of this host (running or not) has it as a disk or below one. Sets $why. */
const IN_USE = `
  in_use() {
    paths=$(LC_ALL=C virsh -q -c qemu:///system domstats --block --backing) || { why="libvirt does not say which images are in use"; return 0; }
    hit=$(printf "%s\\n" "$paths" | sed -n "s/^  block\\.[0-9]*\\.path=//p" | while read -r used; do
      [ "$used" -ef "$1" ] && echo yes; done)
    [ -z "$hit" ] || { why="a VM on this host uses it"; return 0; }
    for fd in /proc/[0-9]*/fd/*; do [ "$fd" -ef "$1" ] && { why="process \${fd#/proc/} has it open"; return 0; }; done
    return 1
  }
`;

/**
 * Makes an empty image under a name that nobody else uses, $1, for the final path $2: format $3, virtual size $4 bytes, mode $5, owner $6, group $7,
 * backing file $8 and its format $9 (empty: none). What an earlier, cut-off run left under that name is replaced. Prints the inode.
 */
export const MAKE_IMAGE = `
run() {
  umask 077
  [ -d "\${2%/*}/" ] || { echo "no such folder: \${2%/*}" >&2; return 18; }
  [ ! -e "$2" ] && [ ! -L "$2" ] || { echo "$2 exists already; it was not touched" >&2; return 17; }
  rm -f -- "$1" && ( set -C; : >"$1" ) || return 19
  if [ -n "$8" ]; then qemu-img create -q -f "$3" -b "$8" -F "$9" -- "$1" "$4" >&2
  else qemu-img create -q -f "$3" -- "$1" "$4" >&2; fi || { rm -f -- "$1"; return 20; }
  chmod "$5" "$1" || { rm -f -- "$1"; return 20; }
  chown "$6:$7" "$1" 2>/dev/null || echo "owner $6:$7 is not known here"
  command -v restorecon >/dev/null 2>&1 && restorecon "$1" 2>/dev/null
  stat -c "inode %i" "$1"
}
run "$@"
`;

/**
 * Gives the file $1 with inode $3 its final name $2 without ever replacing one: a hard link fails when the name is taken (where a file system
 * has no links, rename without replacing). Done before counts as done.
 */
export const PLACE_IMAGE = `
run() {
  inode() { stat -c %i "$1" 2>/dev/null; }
  if [ ! -e "$1" ] && [ "$(inode "$2")" = "$3" ]; then return 0; fi
  [ "$(inode "$1")" = "$3" ] || { echo "$1 is not the file that was made" >&2; return 21; }
  if [ "$(inode "$2")" != "$3" ]; then
    ln -T -- "$1" "$2" 2>/dev/null || mv -n -T -- "$1" "$2" 2>/dev/null
    [ "$(inode "$2")" = "$3" ] || { echo "$2 exists already; it was not touched" >&2; return 17; }
  fi
  rm -f -- "$1"
}
run "$@"
`;

/** Takes back what the two did: the file under the passing name $1, and $2 if it still is the file with inode $3 and nobody uses it. Says "removed", "gone" (nothing of ours is there) or "kept: why". */
export const UNMAKE_IMAGE = `
${IN_USE}
run() {
  rm -f -- "$1"
  [ -n "$3" ] && [ -e "$2" ] && [ ! -L "$2" ] && [ "$(stat -c %i "$2")" = "$3" ] || { echo gone; return 0; }
  in_use "$2" && { echo "kept: $why"; return 0; }
  rm -f -- "$2" && echo removed
}
run "$@"
`;

/** Mode, owner, group of the image $1. */
export const LOOK_AT_OWNER = `stat -L -c "%a %U %G" -- "$1"`;

/** What tells an image from any other file later on: inode, bytes, time of the last change in ns, blocks of 512 bytes. */
export const LOOK_AT_IMAGE = `stat -c "%i %s %.9Y %b" -- "$1"`;

/**
 * Removes the image $1 for good, if it is still what was left: inode, size and time of change as in $2 $3 $4, a file and no link, no domain
 * of this host has it or builds on it, and no process has it open. Says "removed", "gone" or "kept: why".
 */
export const REMOVE_OLD_IMAGE = `
${IN_USE}
builds_on() {
  LC_ALL=C virsh -q -c qemu:///system domstats --block | sed -n "s/^  block\\.[0-9]*\\.path=//p" | while read -r top; do
    qemu-img info -U --backing-chain "$top" 2>/dev/null | sed -n "s/^image: //p" | while read -r below; do [ "$below" -ef "$1" ] && echo yes; done
  done
}
run() {
  [ -e "$1" ] || [ -L "$1" ] || { echo gone; return 0; }
  [ -f "$1" ] && [ ! -L "$1" ] || { echo "kept: it is not a plain file"; return 0; }
  [ "$(stat -c "%i %s %.9Y" -- "$1")" = "$2 $3 $4" ] || { echo "kept: it was changed since"; return 0; }
  in_use "$1" && { echo "kept: $why"; return 0; }
  [ -z "$(builds_on "$1")" ] || { echo "kept: a VM on this host builds on it"; return 0; }
  rm -f -- "$1" && echo removed
}
run "$@"
`;
