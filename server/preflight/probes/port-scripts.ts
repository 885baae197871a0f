/** All listening TCP ports, in /proc's hexadecimal: needs no tool at all. */
export const LISTENING = `
cat /proc/net/tcp /proc/net/tcp6 2>/dev/null
`;

/** Listens on port $1 for one connection, at most $2 seconds, with whatever tool there is; prints the tool, then what happened. */
export const LISTEN = `
port=$1 seconds=$2
if command -v python3 >/dev/null; then
  echo tool python3
  exec python3 -c '
import socket, sys
port, seconds = int(sys.argv[1]), float(sys.argv[2])
try:
    try:
        s = socket.socket(socket.AF_INET6)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        s.bind(("::", port))
    except OSError:
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("", port))
    s.listen(8)
    s.settimeout(seconds)
    print("accepted", s.accept()[1][0])
except socket.timeout:
    print("nobody")
except OSError as error:
    print("taken", error)
' "$port" "$seconds"
elif command -v perl >/dev/null; then
  echo tool perl
  exec perl -MIO::Socket::INET -e '
my ($port, $seconds) = @ARGV;
my $s = IO::Socket::INET->new(LocalPort => $port, Listen => 8, ReuseAddr => 1, Proto => "tcp") or do { print "taken $!\\n"; exit };
$SIG{ALRM} = sub { print "nobody\\n"; exit };
alarm $seconds;
my $c = $s->accept or exit;
print "accepted ", $c->peerhost, "\\n";
' "$port" "$seconds"
elif command -v socat >/dev/null; then
  echo tool socat
  timeout "$seconds" socat -u "TCP-LISTEN:$port,reuseaddr" OPEN:/dev/null && echo accepted - || echo nobody
elif command -v nc >/dev/null; then
  echo tool nc
  # Traditional netcat wants -p, the others do not take it with -l.
  timeout "$seconds" nc -l "$port" </dev/null >/dev/null 2>&1 || timeout "$seconds" nc -l -p "$port" </dev/null >/dev/null 2>&1
  [ $? = 0 ] && echo accepted - || echo nobody
else
  echo tool none
fi
`;

/**
 * Connects to $1 port $2. Refused is tried again for a while: the listener may need a moment. Prints the tool, exits as the last try
 * did; 124 = no answer in time.
 */
export const CONNECT = `
address=$1 port=$2
if command -v bash >/dev/null; then
  tool=bash
  try() { timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$address" "$port"; }
elif command -v python3 >/dev/null; then
  tool=python3
  try() { timeout 3 python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])))' "$address" "$port"; }
elif command -v nc >/dev/null; then
  tool=nc
  try() { timeout 3 nc -v -z -w 3 "$address" "$port" </dev/null; }
else
  echo tool none
  exit 1
fi
echo "tool $tool"
n=0
while :; do
  words=$(try 2>&1)
  code=$?
  case $words in *efused*) ;; *) break ;; esac
  n=$((n + 1))
  [ $n -lt 15 ] || break
  sleep 0.1
done
[ $code = 0 ] || printf '%s\\n' "$words" | tail -n 1 >&2
exit $code
`;

/** Ends a listener on this host that nobody reached, by connecting to it; port $1. */
export const RELEASE = `
if command -v bash >/dev/null; then timeout 1 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' bash "$1"
elif command -v python3 >/dev/null; then python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)' "$1"
elif command -v nc >/dev/null; then nc -z -w 1 127.0.0.1 "$1"
fi >/dev/null 2>&1
`;
