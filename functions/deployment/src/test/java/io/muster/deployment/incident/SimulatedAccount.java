package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.SimulatedQueue.DeadLetters;
import io.muster.deployment.incident.SimulatedQueue.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is deployed, at work for some days, minute by minute: schedules start dispatch, dispatch and
 * events fill the queues, the queues start functions, and scans start notify.
 */
final class SimulatedAccount {

    /** What an event is about; scopes count from 0. */
    static final int EVENT = -1;

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (hour|day)s?\\)");

    /** EventBridge retries for so long what a queue refuses. */
    private final int maxEventAge;

    private final Map<String, Integer> schedules = new TreeMap<>();
    private final Map<String, Worker> workers = new TreeMap<>();
    private final SimulatedDispatch dispatch;
    private final SimulatedNotify notify;
    private final List<Integer> eventsRefused = new ArrayList<>();
    private final Telemetry telemetry;
    private final int eventEvery;
    private final int changes;
    private Fault fault = Fault.NONE;
    private int now;

    /**
     * An account.
     *
     * @param eventEvery minutes from one change of an instance to the next; 0 for none
     * @param changes findings that a scan of a scope changes
     */
    SimulatedAccount(Deployed deployed, int minutes, int eventEvery, int changes) {
        this.telemetry = new Telemetry(minutes);
        this.eventEvery = eventEvery;
        this.changes = changes;
        this.maxEventAge =
                Deployed.number(
                        Deployed.block(
                                deployed.all("aws_cloudwatch_event_target").getFirst(),
                                "retry_policy"),
                        "maximum_event_age_in_seconds");
        deployed.each("aws_scheduler_schedule", "work")
                .forEach((work, schedule) -> schedules.put(work, every(schedule)));
        deployed.each("aws_sqs_queue", "work")
                .forEach((name, queue) -> workers.put(name, new Worker(deployed, name, queue)));
        this.dispatch = new SimulatedDispatch(deployed, telemetry);
        this.notify = new SimulatedNotify(deployed, telemetry);
    }

    private static int every(Map<?, ?> schedule) {
        Matcher rate = RATE.matcher(String.valueOf(schedule.get("schedule_expression")));
        if (!rate.matches() || !"ENABLED".equals(schedule.get("state"))) {
            throw new IllegalArgumentException("no rate that runs: " + schedule);
        }
        return Integer.parseInt(rate.group(1)) * (rate.group(2).equals("day") ? 1440 : 60);
    }

    /**
     * Lets it work, with a fault for some of the time. The person on call redrives when the fault
     * is mended, and again when what was under way has come out.
     *
     * @param begins the minute in which the fault begins
     * @param mended the minute in which it is gone
     * @param redrives the minutes in which dead-letter queues are redriven, or purged where they
     *     are no queue's
     */
    Telemetry work(Fault during, int begins, int mended, List<Integer> redrives) {
        for (int minute = 0; minute < telemetry.minutes(); minute++) {
            now = minute * 60;
            if (minute == begins) {
                fault = during;
                fault.begin(this);
            } else if (minute == mended) {
                fault = Fault.NONE;
            }
            if (redrives.contains(minute)) {
                workers.values().forEach(worker -> worker.queue.redrive(now));
                dispatch.deadLetters().empty(now);
                notify.deadLetters().empty(now);
            }
            step(minute);
        }
        return telemetry;
    }

    private void step(int minute) {
        schedules.forEach(
                (work, every) -> {
                    if (minute % every == 0) {
                        dispatch.schedule(work, now, fault);
                    }
                });
        dispatch.step(now, fault, this::sendScopes);
        if (eventEvery > 0 && minute % eventEvery == 0) {
            eventsRefused.add(now);
        }
        deliverEvents();
        workers.values().forEach(Worker::step);
        notify.step(now, fault);
        workers.values().forEach(worker -> worker.queue.tell(now));
        dispatch.deadLetters().tell(now);
        notify.deadLetters().tell(now);
    }

    /** Puts a message into a queue. */
    void send(String queue, int scope) {
        worker(queue).queue.send(scope, now);
    }

    private void sendScopes(String work) {
        for (int scope = 0; scope < fault.scopes(); scope++) {
            send(work, scope);
        }
    }

    private void deliverEvents() {
        Worker changed = worker("instance-change");
        Iterator<Integer> each = eventsRefused.iterator();
        while (each.hasNext()) {
            int happened = each.next();
            if (!fault.refuses("instance-change")) {
                changed.queue.send(EVENT, now);
                each.remove();
            } else if (now - happened >= maxEventAge) {
                changed.deadLetters.add(EVENT, now, now);
                each.remove();
            }
        }
    }

    private Worker worker(String queue) {
        return Objects.requireNonNull(workers.get(queue), () -> "no queue " + queue);
    }

    /**
     * A run.
     *
     * @param done the messages that are deleted when it ends
     */
    private record Running(int until, List<Message> done) {}

    /** A queue, its mapping and its function. */
    private final class Worker {

        private final String name;
        private final LambdaTelemetry told;
        private final SimulatedQueue queue;
        private final DeadLetters deadLetters;
        private final int batch;
        private final int concurrency;
        private final List<Running> underWay = new ArrayList<>();

        Worker(Deployed deployed, String name, Map<?, ?> queue) {
            Map<?, ?> mapping = deployed.one("aws_lambda_event_source_mapping", "queue", name);
            this.name = name;
            this.told = new LambdaTelemetry(deployed, name, telemetry);
            this.deadLetters =
                    new DeadLetters(deployed.one("aws_sqs_queue", "dead_letters", name), telemetry);
            this.queue = new SimulatedQueue(queue, deadLetters, telemetry);
            this.batch = Deployed.number(mapping, "batch_size");
            this.concurrency =
                    Deployed.number(
                            Deployed.block(mapping, "scaling_config"), "maximum_concurrency");
        }

        void step() {
            underWay.removeIf(this::ended);
            while (underWay.size() < concurrency && fault.takes(name)) {
                List<Message> messages = queue.receive(batch, now);
                if (messages.isEmpty() || !run(messages)) {
                    return;
                }
            }
        }

        private boolean ended(Running run) {
            if (run.until > now) {
                return false;
            }
            queue.delete(run.done);
            if (name.equals("fleet-scan")) {
                run.done.forEach(each -> notify.scanned(fault.changes(changes), now));
            }
            return true;
        }

        /** Whether Lambda starts it; where it does not, it asks for no more for a while. */
        private boolean run(List<Message> messages) {
            List<Message> done = new ArrayList<>();
            boolean throttled = false;
            boolean broken = false;
            for (Message message : messages) {
                Fault.Run run = fault.run(name, message.scope(), message.receives());
                throttled |= run == Fault.Run.THROTTLED;
                broken |= run == Fault.Run.BREAKS;
                if (run == Fault.Run.DONE) {
                    done.add(message);
                }
            }
            if (throttled) {
                told.throttled(now / 60);
                return false;
            }
            told.ran(now / 60, broken);
            underWay.add(new Running(now + 60 * fault.minutes(name), broken ? List.of() : done));
            return true;
        }
    }
}
