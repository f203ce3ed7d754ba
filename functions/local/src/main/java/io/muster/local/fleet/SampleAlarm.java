package io.muster.local.fleet;

/**
 * A CloudWatch alarm.
 *
 * @param of the name of the host or group that it watches
 * @param watchesGroup whether that is a group
 * @param notifies whether it notifies a recipient
 */
record SampleAlarm(String name, String of, boolean watchesGroup, boolean notifies) {

    static SampleAlarm onHost(String name, String host) {
        return new SampleAlarm(name, host, false, true);
    }

    static SampleAlarm onGroup(String name, String group) {
        return new SampleAlarm(name, group, true, true);
    }

    SampleAlarm silent() {
        return new SampleAlarm(name, of, watchesGroup, false);
    }
}
