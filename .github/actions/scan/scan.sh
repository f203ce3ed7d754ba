#!/usr/bin/env bash
# The step of the action: scans, shows the findings in the job's summary, and ends as the scan ended. Inputs come as
# variables and never as text of a script, so that nothing in them is run.
set -uo pipefail

words=()
if [ "$REGIONS" = all ]; then
    words+=(--all-regions)
else
    read -ra regions <<<"$REGIONS"
    for region in ${regions[@]+"${regions[@]}"}; do
        words+=(--region "$region")
    done
fi
[ -z "$FAIL_ON" ] || words+=(--fail-on "$FAIL_ON")
read -ra options <<<"$OPTIONS"
words+=(${options[@]+"${options[@]}"})

report=$(mktemp -d "$RUNNER_TEMP/muster-report.XXXXXX") || exit 1
printf 'report=%s\n' "$report" >>"$GITHUB_OUTPUT"
"$GITHUB_ACTION_PATH/../../../muster" scan ${words[@]+"${words[@]}"} \
    --output "json=$report/fleet.json" --output "markdown=$report/fleet.md"
code=$?
# A summary holds 1 MiB; the artifact has all of it.
[ ! -f "$report/fleet.md" ] || head -c 1000000 "$report/fleet.md" >>"$GITHUB_STEP_SUMMARY"
exit "$code"
