/**
 * Puts files in their places as root: $1 suffix of what is kept, $2 group, then for each file path, mode, what must be there now (inode.mtime.size, or
 * "-" for nothing) and "+" to keep that beside it. The contents come on stdin, one line of base64 each, so that a key is in no argument and no log. All are
 * written beside their places first; nothing is touched when one of them was changed meanwhile. `ln` never overwrites. Prints what each is afterwards
 * (inode.mtime.size). No comments in it, and no line that goes on below: it is also run as one line.
 */
export const INSTALL_TLS = `
PATH=$PATH:/usr/sbin:/sbin
umask 077
suffix=$1 group=$2
shift 2
now() { if [ -e "$1" ] || [ -L "$1" ]; then stat -c %i.%Y.%s -- "$1"; else echo -; fi; }
fail() { echo "$2" >&2; exit "$1"; }
compare() {
  while [ $# -ge 4 ]; do
    [ "$(now "$1")" = "$3" ] || fail 17 "$1 was changed meanwhile; nothing was touched"
    shift 4
  done
}
forget() { while [ $# -ge 4 ]; do rm -f -- "$1.virtferry-new"; shift 4; done; }
prepare() {
  while [ $# -ge 4 ]; do
    dir=\${1%/*}
    if ! [ -d "$dir" ]; then
      ( umask 022; mkdir -p -- "$dir" ) || fail 18 "$dir could not be made"
      case $dir in */private) chmod 700 -- "$dir" ;; esac
    fi
    rm -f -- "$1.virtferry-new"
    IFS= read -r line || fail 19 'a file did not arrive'
    ( set -C; printf %s "$line" | base64 -d >"$1.virtferry-new" ) || fail 19 "$1 could not be written"
    [ -s "$1.virtferry-new" ] || fail 19 "$1 could not be written"
    chown "root:$group" -- "$1.virtferry-new" && chmod "$2" -- "$1.virtferry-new" || fail 20 "$1 could not be given to group $group"
    shift 4
  done
}
commit() {
  while [ $# -ge 4 ]; do
    if [ "$4" = + ] && [ "$3" != - ]; then ln -- "$1" "$1.before-virtferry-$suffix" || fail 21 "$1 could not be kept"; fi
    mv -f -T -- "$1.virtferry-new" "$1" || fail 22 "$1 could not be put in its place"
    if command -v restorecon >/dev/null 2>&1; then restorecon -- "$1" </dev/null >/dev/null 2>&1; fi
    shift 4
  done
}
list() { while [ $# -ge 4 ]; do now "$1"; shift 4; done; }
compare "$@"
( prepare "$@" ); code=$?
if [ $code != 0 ]; then forget "$@"; exit $code; fi
compare "$@"
( commit "$@" ); code=$?
forget "$@"
if [ $code = 0 ]; then list "$@"; fi
exit $code
`;
