package io.muster.aws.logs;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;

/**
 * Asks Logs Insights many questions, a few at a time, within a budget, and tells of every part of
 * every question whether it was read.
 *
 * <p>What came back full (Insights gives 100,000 rows at most, 10,000 a page) or took too long is
 * asked again in halves of its time; what failed because of one of its groups, in halves of its
 * groups. For one thread.
 */
public final class Insights {

    /** Insights gives no more rows of one query. */
    static final int MAX_ROWS = 100_000;

    /** As many come with one page of an answer. */
    static final int PAGE_ROWS = 10_000;

    /** How often a run may ask something again in halves because there was more. */
    static final int MAX_HALVINGS = 64;

    /** A run that starts more than this goes round in circles. */
    static final int MAX_QUERIES = 1_000;

    /** How often it is tried to start a query while others use up the account's limit. */
    static final int MAX_REFUSALS = 30;

    /** After so many groups that all were denied, the others are taken to be so too. */
    static final int MAX_DENIED = 5;

    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** AWS gives a query an hour; a run has no hour. */
    static final Duration MAX_QUERY = Duration.ofMinutes(10);

    /** A run that has no time left must not spend the rest on what it need not do. */
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    /** Comes with each row that is an event, and says where the service keeps it. */
    private static final String POINTER = "@ptr";

    private static final String START = "logs:StartQuery";
    private static final String RESULTS = "logs:GetQueryResults";
    private static final String STOP = "logs:StopQuery";

    private final Supplier<CloudWatchLogsClient> logs;
    private final InsightsLimits limits;
    private final Pause pause;
    private final Clock clock;

    private final Deque<InsightsQuery> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();
    private long bytesScanned;
    private int started;
    private int halvings;
    private int refusals;
    private int deniedInARow;
    private Message deniedHow = Message.EMPTY;
    private Consumer<InsightsAnswer> to = answer -> {};

    /** One that answers one run. */
    public Insights(
            Supplier<CloudWatchLogsClient> logs, InsightsLimits limits, Pause pause, Clock clock) {
        this.logs = logs;
        this.limits = limits;
        this.pause = pause;
        this.clock = clock;
    }

    private record Running(InsightsQuery query, String id, Instant since) {}

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(START, RESULTS, STOP);
    }

    /** What all queries so far have scanned, which is what AWS charges for. */
    public long bytesScanned() {
        return bytesScanned;
    }

    /** Queries that were started so far. */
    public int started() {
        return started;
    }

    /**
     * Asks.
     *
     * @param queries the first are asked first, and the last are left out first
     * @param answers gets answers that together are about every group and time that was asked, each
     *     once
     */
    public void ask(Collection<InsightsQuery> queries, Consumer<InsightsAnswer> answers) {
        to = answers;
        waiting.addAll(queries);
        while (!waiting.isEmpty() || !running.isEmpty()) {
            if (!clock.instant().isBefore(limits.deadline())) {
                abandon(Message.of("facts.run-out-of-time"));
                return;
            }
            start();
            if (running.isEmpty() && waiting.isEmpty()) {
                return;
            }
            if (!waited()) {
                abandon(Message.of("facts.run-stopped"));
                return;
            }
            for (Running one : List.copyOf(running)) {
                look(one);
            }
        }
    }

    private void start() {
        while (running.size() < limits.inFlight() && !waiting.isEmpty()) {
            InsightsQuery next = waiting.removeFirst();
            if (!leftOut(next) && !start(next)) {
                return;
            }
        }
    }

    /** Whether a query is not even tried; then it is said why. */
    private boolean leftOut(InsightsQuery query) {
        if (bytesScanned >= limits.bytes()) {
            Message detail =
                    Message.of("facts.scan-budget")
                            .with("scanned", bytesScanned)
                            .with("limit", limits.bytes());
            notRead(query, Reason.BUDGET, detail);
        } else if (started >= MAX_QUERIES) {
            notRead(
                    query,
                    Reason.BUDGET,
                    Message.of("facts.queries-limit").with("count", MAX_QUERIES));
        } else if (deniedInARow >= MAX_DENIED) {
            notRead(query, Reason.DENIED, deniedHow);
        } else if (refusals >= MAX_REFUSALS) {
            long seconds = MAX_REFUSALS * LOOK_AGAIN.toSeconds();
            notRead(
                    query,
                    Reason.QUERY_LIMIT,
                    Message.of("facts.query-quota").with("seconds", seconds));
        } else {
            return false;
        }
        return true;
    }

    /**
     * Starts a query.
     *
     * @return false if none can be started for now
     */
    private boolean start(InsightsQuery query) {
        StartQueryRequest request =
                StartQueryRequest.builder()
                        .logGroupNames(query.groups())
                        .startTime(query.from().getEpochSecond())
                        // AWS takes the last second in: what is later than asked is dropped from
                        // the answer.
                        .endTime(query.to().getEpochSecond())
                        .queryString(query.text())
                        .limit(MAX_ROWS)
                        .build();
        try {
            String id = logs.get().startQuery(request).queryId();
            if (id == null || id.isEmpty()) {
                notRead(
                        query,
                        Reason.QUERY_FAILED,
                        Message.of("facts.no-query").with("operation", START));
                return true;
            }
            started++;
            refusals = 0;
            deniedInARow = 0;
            running.add(new Running(query, id, clock.instant()));
            return true;
        } catch (LimitExceededException others) {
            waiting.addFirst(query);
            // With queries of our own under way, it is they who fill the limit: it will pass.
            refusals += running.isEmpty() ? 1 : 0;
            return refusals >= MAX_REFUSALS;
        } catch (ResourceNotFoundException | MalformedQueryException gone) {
            withoutTheGone(query, gone);
            return true;
        } catch (SdkException failure) {
            notStarted(query, AwsFailure.of(START, failure));
            return true;
        }
    }

    /** A group that was deleted since it was listed spoils the question to the others. */
    private void withoutTheGone(InsightsQuery query, AwsServiceException gone) {
        Message detail = AwsFailure.of(START, gone).detail();
        boolean notFound = gone instanceof ResourceNotFoundException;
        Optional<String> named =
                query.groups().stream()
                        .filter(group -> mentions(String.valueOf(gone.getMessage()), group))
                        .max(Comparator.comparingInt(String::length));
        Reason reason = notFound || named.isPresent() ? Reason.GROUP_DELETED : Reason.QUERY_FAILED;
        if (query.groups().size() == 1 || reason == Reason.QUERY_FAILED) {
            notRead(query, reason, detail);
        } else if (named.isEmpty()) {
            again(query.halvesOfGroups());
        } else {
            notRead(query.to(List.of(named.get())), reason, detail);
            List<String> others = new ArrayList<>(query.groups());
            others.remove(named.get());
            again(List.of(query.to(others)));
        }
    }

    /** Whether a group's name stands in a text, and not as a part of a longer name. */
    private static boolean mentions(String text, String group) {
        for (int at = text.indexOf(group); at >= 0; at = text.indexOf(group, at + 1)) {
            int end = at + group.length();
            boolean begins = at == 0 || !partOfAName(text.charAt(at - 1));
            if (begins && (end == text.length() || !partOfAName(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean partOfAName(char c) {
        return Character.isLetterOrDigit(c) || "_-/.#".indexOf(c) >= 0;
    }

    private void notStarted(InsightsQuery query, AwsFailure failure) {
        if (failure.why() != Why.DENIED) {
            notRead(query, Reason.QUERY_FAILED, failure.detail());
        } else if (query.groups().size() > 1 && deniedInARow < MAX_DENIED) {
            again(query.halvesOfGroups());
        } else {
            deniedInARow++;
            deniedHow = failure.detail();
            notRead(query, Reason.DENIED, failure.detail());
        }
    }

    private void look(Running one) {
        GetQueryResultsResponse answer;
        try {
            answer = logs.get().getQueryResults(request -> request.queryId(one.id()));
        } catch (SdkException failure) {
            running.remove(one);
            AwsFailure words = AwsFailure.of(RESULTS, failure);
            if (words.why() != Why.UNREACHABLE) {
                // It would go on to scan, for money and beside the budget.
                stop(one);
            }
            Reason reason = words.why() == Why.DENIED ? Reason.DENIED : Reason.QUERY_FAILED;
            notRead(one.query(), reason, words.detail());
            return;
        }
        switch (status(answer)) {
            case "Complete" -> complete(end(one, answer), one.id(), answer);
            case "Failed" -> failed(end(one, answer));
            case "Cancelled" ->
                    notRead(
                            end(one, answer),
                            Reason.QUERY_TIMED_OUT,
                            Message.of("facts.query-cancelled"));
            case "Timeout" -> tookTooLong(end(one, answer));
            // Scheduled, Running, Unknown, and what AWS may add.
            default -> {
                if (one.since().plus(MAX_QUERY).isBefore(clock.instant())) {
                    stop(one);
                    tookTooLong(end(one, answer));
                }
            }
        }
    }

    private static String status(GetQueryResultsResponse answer) {
        return answer.statusAsString() == null ? "Unknown" : answer.statusAsString();
    }

    private InsightsQuery end(Running one, GetQueryResultsResponse answer) {
        running.remove(one);
        QueryStatistics statistics = answer.statistics();
        if (statistics != null && statistics.bytesScanned() != null) {
            bytesScanned += Math.max(0, Math.round(statistics.bytesScanned()));
        }
        return one.query();
    }

    private void failed(InsightsQuery query) {
        if (query.groups().size() > 1) {
            again(query.halvesOfGroups());
        } else {
            notRead(query, Reason.QUERY_FAILED, Message.EMPTY);
        }
    }

    private void complete(InsightsQuery query, String id, GetQueryResultsResponse first) {
        List<InsightsRow> rows = new ArrayList<>(first.results().size());
        boolean more;
        try {
            more = everyPage(query, id, first, rows);
        } catch (SdkException failure) {
            AwsFailure words = AwsFailure.of(RESULTS, failure);
            Reason reason = words.why() == Why.DENIED ? Reason.DENIED : Reason.QUERY_FAILED;
            notRead(query, reason, words.detail());
            return;
        }
        if (more && goesOn() && halved(query)) {
            return;
        }
        to.accept(new InsightsAnswer.Read(query, rows, more));
    }

    /**
     * Reads the rest of an answer.
     *
     * @param rows gets those of the query's time, which AWS exceeds by a second
     * @return whether there were more rows than the answer holds, or may have been: an endpoint
     *     that knows no pages gives a full one without a token
     */
    private boolean everyPage(
            InsightsQuery query, String id, GetQueryResultsResponse first, List<InsightsRow> rows) {
        Set<String> seen = new HashSet<>();
        GetQueryResultsResponse page = first;
        int results = 0;
        while (true) {
            results += page.results().size();
            for (List<ResultField> result : page.results()) {
                InsightsRow row = row(result);
                if (row.at().map(query::covers).orElse(true)) {
                    rows.add(row);
                }
            }
            String token = page.nextToken();
            boolean last = token == null || token.isEmpty();
            if (last || results >= MAX_ROWS) {
                return results >= MAX_ROWS || results == PAGE_ROWS;
            }
            if (!seen.add(token) || !clock.instant().isBefore(limits.deadline())) {
                return true;
            }
            page = logs.get().getQueryResults(next -> next.queryId(id).nextToken(token));
        }
    }

    private boolean goesOn() {
        return bytesScanned < limits.bytes() && started + 2 <= MAX_QUERIES;
    }

    private static InsightsRow row(List<ResultField> result) {
        Map<String, String> fields = new HashMap<>();
        for (ResultField field : result) {
            if (field.field() != null && field.value() != null && !field.field().equals(POINTER)) {
                fields.put(field.field(), field.value());
            }
        }
        return new InsightsRow(fields);
    }

    private void tookTooLong(InsightsQuery query) {
        if (!halved(query)) {
            notRead(query, Reason.QUERY_TIMED_OUT, Message.EMPTY);
        }
    }

    private boolean halved(InsightsQuery query) {
        boolean can = query.canHalveTime() && halvings < MAX_HALVINGS;
        if (can) {
            halvings++;
            again(query.halvesOfTime());
        }
        return can;
    }

    /** Parts of what was asked already come before all else, the first of them first. */
    private void again(List<InsightsQuery> parts) {
        parts.reversed().forEach(waiting::addFirst);
    }

    private void abandon(Message why) {
        running.forEach(one -> notRead(one.query(), Reason.BUDGET, why));
        for (Running one : running) {
            if (!stop(one)) {
                break;
            }
        }
        running.clear();
        waiting.forEach(query -> notRead(query, Reason.BUDGET, why));
        waiting.clear();
    }

    /**
     * Stops a query whose result is no longer awaited. Where that fails, it ended by itself, or
     * will after AWS's own limit.
     *
     * @return whether there was an answer, so that it makes sense to stop another
     */
    private boolean stop(Running one) {
        try {
            StopQueryRequest.Builder request = StopQueryRequest.builder().queryId(one.id());
            request.overrideConfiguration(call -> call.apiCallTimeout(TO_STOP));
            logs.get().stopQuery(request.build());
            return true;
        } catch (SdkException ended) {
            return ended instanceof AwsServiceException;
        }
    }

    private boolean waited() {
        try {
            pause.take(LOOK_AGAIN);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void notRead(InsightsQuery query, Reason reason, Message detail) {
        to.accept(new InsightsAnswer.NotRead(query, reason, detail));
    }
}
