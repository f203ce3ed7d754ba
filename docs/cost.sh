#!/bin/sh
# What Muster costs a month at AWS's list prices, as docs/cost.md shows it.
#   sh docs/cost.sh [instances] [scopes]
# A scope is a region of an account. Figures marked "measured" come from docs/performance.md, docs/guest.md and
# docs/notices.md, each of which says how to measure it again, those marked "replayed" from './muster benchmark --scopes
# 100', to which a test holds them; those marked "assumed" are there to be changed.
deployed() { sed -n "s/.*$1 \([0-9]*\) $2.*/\1/p" "$(dirname "$0")/functions.md"; }

LC_ALL=C awk -v instances="${1:-1000}" -v scopes="${2:-1}" \
    -v alarm_metrics="$(deployed watch metrics)" -v queues="$(deployed start functions)" '
function row(what, amount, unit, price, value) {
    printf "| %s | %.*f%s | %s | %.2f |\n", what, amount < 10 ? 2 : 0, amount, unit, price, amount * value
    total += amount * value
}
function million(what, amount, unit, price) { row(what, amount, unit, price " a million", price / 1000000) }
function each(what, amount, unit, price) { row(what, amount, unit, price " each", price) }
# The first 10,000, the next 240,000, the next 750,000, and all beyond.
function metrics_price(n) {
    if (n <= 10000) return n * 0.30
    if (n <= 250000) return 3000 + (n - 10000) * 0.10
    if (n <= 1000000) return 27000 + (n - 250000) * 0.05
    return 64500 + (n - 1000000) * 0.02
}
BEGIN {
    # The month.
    hours = 730; days = hours / 24
    thousands = instances / scopes / 1000

    # Replayed: what a run of the schedule takes of a scope with four instances, its part of dispatch included: calls, of
    # these of the table, request units, KB that are logged; CPU seconds with those of the emulator, so at most these.
    scope_calls = 33.3; table_calls = 11.1
    scope_reads = 32.6; scope_writes = 3.03
    scope_logged_kb = 1.6
    scope_cpu = 0.3
    # Measured: calls and CPU seconds of each further thousand instances (docs/performance.md).
    thousand_calls = 7.3; thousand_cpu = 1.32
    # Measured: fifty guests a command and a call (docs/guest.md), 8.9 KB an answer (docs/performance.md).
    commands = instances / 50
    guest_kb = 8.9
    # Measured: metrics in CloudWatch (docs/notices.md).
    metrics = 22 + 9 * scopes
    # Deployed, beside the metrics of alarms and the queues, which docs/functions.md counts.
    gib = 1769 / 1024
    # Assumed: a call of AWS takes this many seconds, one of the table this many; a cold start of Java and the SDK this many.
    latency = 0.3; table_latency = 0.01; start = 6
    # Assumed: each instance has this many open findings of 1 KB, of which this many change in a day, and this share of
    # the instances starts or stops in a day.
    findings = 10; changes = 0.5; churn = 0.2
    # Assumed: seconds of log analysis an hour and scope, and KB that the functions beside the scan log an hour and scope.
    logs_seconds = 30; logged_kb = 10

    calls = scope_calls - table_calls + thousand_calls * thousands
    scan = hours * scopes * (scope_cpu + thousand_cpu * thousands + calls * latency + table_calls * table_latency)
    probe = days * (scopes * start + 3 * commands * latency + commands * (start / 3 + 6 * latency))
    change = days * instances * churn * (start / 3 + 6 * latency)
    notify = days * instances * changes / 10
    seconds = scan + probe + change + notify + hours * scopes * logs_seconds + (2 * hours + days) * start
    # Replayed: a message is sent with nine others, received alone and deleted.
    messages = hours * 2 * scopes + days * scopes
    runs = hours * (3 * scopes + 2) + days * (scopes + 1) + days * (commands + instances * (churn + changes / 10))

    writes = days * instances * (guest_kb + 1 + changes * 5) + hours * scopes * scope_writes
    reads = hours * (scopes * scope_reads + instances * (findings * 1 + guest_kb) / 4)

    print "| what | a month | USD | USD a month |"
    print "|---|---|---|---|"
    million("Lambda: arm64 compute", seconds * gib, " GB-seconds", "13.3334")
    million("Lambda: requests", runs, "", "0.20")
    million("DynamoDB: write request units", writes, "", "0.625")
    million("DynamoDB: read request units, strongly consistent", reads, "", "0.125")
    million("SQS: polling by Lambda, and messages", queues * 5 * 3 * 60 * hours + 2.1 * messages, " requests", "0.40")
    million("EventBridge: schedule invocations and events", 2 * hours + days + days * instances * changes, "", "1.00")
    row("CloudWatch: custom metrics", metrics, "", metrics > 10000 ? "0.30 each, 0.10 beyond 10000" : "0.30 each",
        metrics_price(metrics) / metrics)
    each("CloudWatch: alarm metrics", alarm_metrics, "", "0.10")
    each("CloudWatch: dashboard", 1, "", "3.00")
    each("CloudWatch: logs of Muster", hours * scopes * (scope_logged_kb + logged_kb) / 1000000, " GB", "0.50")
    each("KMS: keys", 2, "", "1.00")
    printf "| **%d instances in %d scope%s** | | | **%.2f** |\n", instances, scopes, scopes == 1 ? "" : "s", total
}'
