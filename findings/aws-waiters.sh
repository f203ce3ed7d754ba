#!/bin/sh
# Date: 2026-11-29. Packages: Debian python3-botocore 1.29.27+repack-1 (AWS's own models and waiters), python3-jmespath 1.0.1-1.
# Guess: waiters are made from the models, so every state that one waits for is a value of the enumeration it is compared with,
#   and every error code one that its operation can answer with.
# True: five wait for a state that cannot come. FleetStarted and FleetStopped of AppStream 2.0 want ACTIVE and INACTIVE, where a
#   fleet is RUNNING or STOPPED: `aws appstream wait fleet-started` of this release polls for 20 minutes and fails. So it is with
#   EC2's ConversionTaskDeleted; two of HealthOmics have another way to end. TargetInService of Elastic Load Balancing retries
#   InvalidInstance, which DescribeTargetHealth never answers, and not InvalidTarget, which it does: it gives up at once.
# Seen: the list below, of the newest version of each service (AppStream's is corrected in later models).
set -eu
. "$(dirname "$0")/packages.inc"
command -v python3 >/dev/null || untried 'needs python3'
debs python3-botocore=1.29.27+repack-1 python3-jmespath=1.0.1-1

cat >"$work/impossible.py" <<'PYTHON'
import json, os, sys
import jmespath

data = sys.argv[1]


def step(shapes, shape, node):
    """The name of the shape that a path leads to."""
    kind, children = node['type'], node['children']
    if kind == 'field':
        return shapes[shape]['members'][node['value']]['shape']
    if kind == 'identity':
        return shape
    shape = step(shapes, shape, children[0])
    if kind == 'projection':
        shape = step(shapes, shapes[shape]['member']['shape'], children[1])
    elif kind == 'subexpression':
        shape = step(shapes, shape, children[1])
    elif kind != 'flatten':
        raise KeyError(kind)
    return shape


for service in sorted(os.listdir(data)):
    folder = os.path.join(data, service)
    if not os.path.isdir(folder):
        continue
    folder = os.path.join(folder, max(os.listdir(folder)))
    if not os.path.exists(os.path.join(folder, 'waiters-2.json')):
        continue
    model = json.load(open(os.path.join(folder, 'service-2.json')))
    shapes = model['shapes']
    for name, waiter in json.load(open(os.path.join(folder, 'waiters-2.json')))['waiters'].items():
        operation = model['operations'][waiter['operation']]
        for acceptor in waiter['acceptors']:
            wanted = acceptor['expected']
            if acceptor['matcher'] == 'error':
                errors = [each['shape'] for each in operation.get('errors', [])]
                known = errors + [shapes[each].get('error', {}).get('code') for each in errors]
                known = known if service in ('appstream', 'elbv2') else []
            elif acceptor['matcher'].startswith('path'):
                try:
                    path = jmespath.compile(acceptor['argument']).parsed
                    known = shapes[step(shapes, operation['output']['shape'], path)].get('enum', [])
                except KeyError:
                    known = []
            else:
                known = []
            if known and wanted not in known and (acceptor['state'] == 'success' or acceptor['matcher'] == 'error'):
                print(service, name, acceptor['state'], wanted)
PYTHON
packages=$work/debs/usr/lib/python3/dist-packages
PYTHONPATH=$packages python3 -B "$work/impossible.py" "$packages/botocore/data" >"$work/out" 2>"$work/err" ||
    changed "$(tail -n 1 "$work/err")"
expect 'what cannot come' 'appstream FleetStarted success ACTIVE
appstream FleetStopped success INACTIVE
ec2 ConversionTaskDeleted success deleted
elbv2 TargetInService retry InvalidInstance
omics AnnotationStoreDeleted success DELETED
omics VariantStoreDeleted success DELETED' "$(cat "$work/out")"
echo 'as written: states and an error code that cannot come'
