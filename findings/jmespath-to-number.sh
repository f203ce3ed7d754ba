#!/bin/sh
# Date: 2026-11-29. Package: npm jmespath 0.16.0.
# Guess: to_number gives null for every text that is no JSON number, as JMESPath's specification says, so a tag that is empty
#   or written otherwise falls out of a comparison such as [?to_number(Value) < `30`].
# True: this library leaves it to JavaScript: an empty text and one of blanks are 0, "0x10" is 16, " 8 " is 8; only what
#   JavaScript cannot read ("8GiB", "-") is null. And an ordering takes a text and a number together: "8" > `5` holds without
#   to_number. An empty RetentionDays thus counts as 0 days, not as unknown.
# Seen: 0, 0, 16, 8, null, null; and the volume whose Size is the text "8".
set -eu
. "$(dirname "$0")/packages.inc"
command -v node >/dev/null || untried 'needs node'
(cd "$work" && npm install --silent --no-audit --no-fund --prefix "$work" jmespath@0.16.0) >"$work/npm.out" 2>&1 ||
    untried "$(tail -n 1 "$work/npm.out")"

cat >"$work/ask.js" <<'JS'
const jmespath = require('jmespath');
for (const text of ['', ' ', '0x10', ' 8 ', '8GiB', '-']) {
    console.log(JSON.stringify(text), jmespath.search({ text }, 'to_number(text)'));
}
console.log(JSON.stringify(jmespath.search([{ Size: '8' }, { Size: '3' }], '[?Size > `5`]')));
JS
expect 'to_number' '"" 0
" " 0
"0x10" 16
" 8 " 8
"8GiB" null
"-" null
[{"Size":"8"}]' "$(cd "$work" && node ask.js)"
echo 'as written: an empty text is 0'
