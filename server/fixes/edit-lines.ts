import { scriptArgv } from "../libvirt/script-argv.ts";

/**
 * Exact lines out of a text file and into it: $1 the file, $2 how many of the following lines to remove, then those, then the lines to add. Lines that
 * are not there are not missed, lines that are there are not doubled. The file keeps its owner and mode, is replaced in one go, and a link stays a link.
 */
const EDIT_LINES = `
umask 077
file=$1 gone=$2
shift 2
mkdir -p -- "\${file%/*}" || exit 1
[ -e "$file" ] || ( set -C; : >"$file" ) || exit 1
file=$(readlink -f -- "$file") || exit 1
new=$(mktemp -- "$file.XXXXXX") || exit 1
trap 'rm -f -- "$new" "$new.less"' EXIT
cp -p -- "$file" "$new" || exit 1
awk 1 "$file" >"$new" || exit 1
while [ "$gone" -gt 0 ]; do
grep -vxF -e "$1" -- "$new" >"$new.less"
[ $? -le 1 ] || exit 1
cat -- "$new.less" >"$new" || exit 1
gone=$((gone - 1))
shift
done
for line; do
grep -qxF -e "$line" -- "$new" || printf "%s\\n" "$line" >>"$new" || exit 1
done
mv -f -T -- "$new" "$file" || exit 1
if command -v restorecon >/dev/null 2>&1; then restorecon -- "$file" </dev/null; fi
`;

/** The argv that takes lines out of a file and puts others in. */
export function editLines(file: string, change: { readonly remove: readonly string[]; readonly add: readonly string[] }) {
  return scriptArgv(EDIT_LINES, file, String(change.remove.length), ...change.remove, ...change.add);
}
