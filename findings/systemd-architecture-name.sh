#!/bin/sh
# Date: 2026-11-29. Package: Debian systemd 252.39-1~deb12u2 (systemd-analyze).
# Guess: a unit with ConditionArchitecture=aarch64 is refused: systemd's name is arm64, and aarch64 is none that it knows.
# True: a name that it does not know is a condition that fails, as "nonsense" is, and with "!" one that holds. No error, and
#   `systemd-analyze verify` is content. And the names that it does not know are the machine's own: `uname -m` says x86_64
#   where systemd wants x86-64, and aarch64 where it wants arm64. A unit made with the name of uname never starts; one that is to be
#   left out on Graviton by !aarch64 starts there. A wrong ConditionMemory is told of ("Couldn't determine result").
# Seen, on x86-64 and by the same rule on arm64: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
debs systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2
LD_LIBRARY_PATH=$work/debs/usr/lib/$(uname -m)-linux-gnu/systemd:$LD_LIBRARY_PATH
case $(uname -m) in
x86_64) name=x86-64 ;;
aarch64) name=arm64 ;;
*) untried 'needs a machine of x86-64 or arm64' ;;
esac

# holds CONDITION: yes or no, and whether it speaks of an error
holds() {
    code=0
    "$work"/debs/usr/bin/systemd-analyze condition "$1" >"$work/out" 2>&1 || code=$?
    grep -q -i -E "couldn't|unknown|invalid" "$work/out" && error=', with an error' || error=
    [ "$code" = 0 ] && echo "yes$error" || echo "no$error"
}
expect "the name of systemd" yes "$(holds "ConditionArchitecture=$name")"
expect 'the name of uname' no "$(holds "ConditionArchitecture=$(uname -m)")"
expect 'not the name of uname' yes "$(holds "ConditionArchitecture=!$(uname -m)")"
expect 'no name' no "$(holds ConditionArchitecture=nonsense)"
expect 'not no name' yes "$(holds 'ConditionArchitecture=!nonsense')"
expect 'a wrong memory' 'no, with an error' "$(holds 'ConditionMemory=>=8Gi')"

printf '[Unit]\nConditionArchitecture=%s\n[Service]\nExecStart=/bin/true\n' "$(uname -m)" >"$work/agent.service"
code=0
"$work"/debs/usr/bin/systemd-analyze verify "$work/agent.service" >"$work/out" 2>&1 || code=$?
! grep -q 'agent.service' "$work/out" || changed "verify says $(cat "$work/out")"
expect 'verify' 0 "$code"
echo "as written: on $(uname -m), ConditionArchitecture=$(uname -m) does not hold"
