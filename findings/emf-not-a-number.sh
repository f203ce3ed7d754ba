#!/bin/sh
# Date: 2026-11-29. Packages: npm @aws-lambda-powertools/metrics 2.36.0, aws-embedded-metrics 4.2.1.
# Guess: both libraries that write CloudWatch's embedded metric format refuse a value that is no number, NaN or Infinity, as both
#   refuse a text: a share of no instances at all (0/0) is found out in the test.
# True: aws-embedded-metrics throws; Powertools takes it and writes "Ready":null, which the format does not allow: its values are
#   numbers. Nothing is thrown, and nothing said on stderr.
# Seen: the table below.
set -eu
. "$(dirname "$0")/packages.inc"
command -v node >/dev/null || untried 'needs node'
(cd "$work" && npm install --silent --no-audit --no-fund --prefix "$work" @aws-lambda-powertools/metrics@2.36.0 \
    aws-embedded-metrics@4.2.1) >"$work/npm.out" 2>&1 || untried "$(tail -n 1 "$work/npm.out")"

cat >"$work/powertools.js" <<'JS'
const { Metrics } = require('@aws-lambda-powertools/metrics');
for (const value of [0.5, 0 / 0, 1 / 0, '1']) {
    const metrics = new Metrics({ namespace: 'fleet', serviceName: 'scan' });
    try {
        metrics.addMetric('Ready', 'Percent', value);
        metrics.publishStoredMetrics();
    } catch (error) {
        console.log('refused');
    }
}
JS
cat >"$work/embedded.js" <<'JS'
process.env.AWS_EMF_ENVIRONMENT = 'Local';
const { createMetricsLogger } = require('aws-embedded-metrics');
(async () => {
    for (const value of [0.5, 0 / 0, 1 / 0]) {
        const metrics = createMetricsLogger();
        try {
            metrics.putMetric('Ready', value, 'Percent');
            await metrics.flush();
        } catch (error) {
            console.log('refused');
        }
    }
})();
JS
# written FILE: the value of each line, or what the line says
written() {
    (cd "$work" && node "$1") 2>"$work/err" | sed -e 's/.*"Ready":\([^,}]*\).*/\1/' || changed "$(tail -n 1 "$work/err")"
}
expect 'Powertools' '0.5
null
null
refused' "$(written powertools.js)"
[ ! -s "$work/err" ] || changed "Powertools says $(cat "$work/err")"
expect 'aws-embedded-metrics' '0.5
refused
refused' "$(written embedded.js)"
echo 'as written: one refuses NaN, the other writes null'
