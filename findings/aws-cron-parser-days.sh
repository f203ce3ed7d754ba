#!/bin/sh
# Date: 2026-11-29. Package: npm aws-cron-parser 1.1.12, a reader of the cron expressions of EventBridge.
# Guess: a day that a month does not have is passed over, as in EventBridge and every cron: the 31st in seven months of the year.
# True: it goes over into the next month, for JavaScript's Date does. `0 9 31 * ? *` has the 1st of December as its next time
#   after November and the 3rd of March after January; 29 February is the 1st of March in three years of four; 31 April, which
#   never is, is the 1st of May every year. `L` for the last day is right. What shows when a schedule runs next, shows days on
#   which nothing runs.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
command -v node >/dev/null || untried 'needs node'
(cd "$work" && npm install --silent --no-audit --no-fund --prefix "$work" aws-cron-parser@1.1.12) >"$work/npm.out" 2>&1 ||
    untried "$(tail -n 1 "$work/npm.out")"

cat >"$work/next.js" <<'JS'
const parser = require('aws-cron-parser');
const [expression, from] = process.argv.slice(2);
const schedule = parser.parse(expression);
let time = new Date(from + 'T00:00:00Z');
const days = [];
for (let i = 0; i < 4; i++) {
    time = parser.next(schedule, time);
    days.push(time.toISOString().slice(0, 10));
}
console.log(days.join(' '));
JS
next() {
    (cd "$work" && node next.js "$1" "$2") 2>"$work/err" || changed "it fails: $(tail -n 1 "$work/err")"
}
expect 'the 31st, from November on' '2026-12-01 2026-12-31 2027-01-31 2027-03-03' "$(next '0 9 31 * ? *' 2026-11-01)"
expect 'the 15th and the 30th, from February on' '2027-02-15 2027-03-02 2027-03-15 2027-03-30' \
    "$(next '0 9 15,30 * ? *' 2027-02-01)"
expect '29 February' '2027-03-01 2028-02-29 2029-03-01 2030-03-01' "$(next '0 9 29 2 ? *' 2026-11-29)"
expect '31 April' '2026-05-01 2027-05-01 2028-05-01 2029-05-01' "$(next '0 9 31 4 ? *' 2026-01-01)"
expect 'the last day' '2027-02-28 2027-03-31 2027-04-30 2027-05-31' "$(next '0 9 L * ? *' 2027-02-01)"
echo 'as written: days that no month has become days of the next'
