#!/bin/sh
# Date: 2026-11-29. Package: Debian systemd-cron 1.15.19-5, which stands in for cron in minimal images (it provides cron-daemon).
# Guess: its timers run what cron runs: a line with a day of the month and a day of the week on either of them, as crontab(5)
#   promises.
# True: the two days are joined by "and": `0 3 13 * 5` runs on a Friday the 13th only, one to three times a year, and not on the
#   62 days or so that cron means. Found on the way: its list of months lacks October, so `oct` is refused, `nov` runs in October
#   and `dec` in November; a week's range up to Sunday (5-7, fri-sun, 1-7) is called garbled, but gives a timer for every day.
# Seen: the table below; `5,6,7` and `nov` as the number 11 are right.
set -eu
. "$(dirname "$0")/packages.inc"
command -v python3 >/dev/null || untried 'needs python3'
debs systemd-cron=1.15.19-5

cat >"$work/timers.py" <<'PYTHON'
import importlib.machinery, importlib.util, os, sys

loader = importlib.machinery.SourceFileLoader('generator', sys.argv[1])
generator = importlib.util.module_from_spec(importlib.util.spec_from_loader('generator', loader))
loader.exec_module(generator)
generator.TARGET_DIR = generator.TIMERS_DIR = folder = sys.argv[3]
numbers = iter(range(100))
for job in generator.parse_crontab(sys.argv[2], withuser=True):
    generator.generate_timer_unit(job, seq=numbers)
for name in os.listdir(folder):
    if name.endswith('.timer'):
        print(*(line.strip()[11:].strip() for line in open(os.path.join(folder, name)) if line.startswith('OnCalendar=')))
PYTHON
# timer SCHEDULE: the expression of systemd that it becomes
timer() {
    rm -rf "$work/timers"
    mkdir "$work/timers"
    echo "$1 root /usr/local/bin/backup" >"$work/crontab"
    python3 -B "$work/timers.py" "$work"/debs/lib/systemd/system-generators/systemd-crontab-generator "$work/crontab" \
        "$work/timers" 2>"$work/err" || changed "it fails: $(tail -n 1 "$work/err")"
}
expect 'day of the month and of the week' 'Fri *-*-13 3:0:00' "$(timer '0 3 13 * 5')"
expect 'every other day and Monday' 'Mon *-*-1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 3:0:00' "$(timer '0 3 */2 * 1')"
expect 'September' '*-9-1 3:0:00' "$(timer '0 3 1 sep *')"
expect 'October' '' "$(timer '0 3 1 oct *')"
expect 'November' '*-10-1 3:0:00' "$(timer '0 3 1 nov *')"
expect 'December' '*-11-1 3:0:00' "$(timer '0 3 1 dec *')"
expect 'November as a number' '*-11-1 3:0:00' "$(timer '0 3 1 11 *')"
expect 'Friday to Sunday' '*-*-* 5:0:00' "$(timer '0 5 * * 5-7')"
expect 'Friday to Sunday by name' '*-*-* 5:0:00' "$(timer '0 5 * * fri-sun')"
expect 'Friday, Saturday, Sunday' 'Sun,Fri,Sat *-*-* 5:0:00' "$(timer '0 5 * * 5,6,7')"
echo 'as written: "and" for "or", no October, and every day for Friday to Sunday'
