/**
 * `open_in FILE any|written`: true when a process of this host has that very file open (for writing), by whichever name; $open_in says
 * which process.
 */
export const OPEN_FUNCTIONS = `
open_in() {
  for descriptor in $(find -L /proc/[0-9]*/fd -maxdepth 1 -type f -samefile "$1" 2>/dev/null); do
    # find holds the file itself while it looks.
    [ "$descriptor" -ef "$1" ] || continue
    process=\${descriptor#/proc/}
    process=\${process%%/*}
    if [ "$2" = written ]; then
      # The last octal digit of the flags: 1 is for writing, 2 for both.
      case $(sed -n 's/^flags:[^0-9]*//p' "/proc/$process/fdinfo/\${descriptor##*/}" 2>/dev/null) in *[1256]) ;; *) continue ;; esac
    fi
    open_in="open in process $process ($(head -c 100 "/proc/$process/comm" 2>/dev/null | tr -d '\\n'))"
    return 0
  done
  return 1
}
`;
