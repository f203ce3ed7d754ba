package io.muster.handlers.notice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.notice.EventBus.Published;
import io.muster.aws.notice.NoticeException;
import io.muster.aws.store.FindingTransition;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.notice.StreamBatch.Newer;
import io.muster.handlers.notice.StreamBatch.News;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.PrimingRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code notify}: tells programs, by the event bus, of every finding whose state changed, and
 * people, by the topic, of those that matter to them.
 *
 * <p>The stream delivers at least once and in the order of the writes. What could not be told is
 * named by the first record that was not, and comes again with all that follow it: so nothing is
 * lost, and a few things may be told twice. Programs tell a repetition by the finding's {@code id}
 * and {@code changedAt}.
 */
public record NotifyHandler(FunctionEnvironment functionEnvironment)
        implements RequestStreamHandler {

    static final String FUNCTION = LambdaFunction.NOTIFY.functionName();

    /** The handler as Lambda makes it. */
    public NotifyHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(FUNCTION, NotifyHandler::prime);
    }

    /** What is run before a snapshot of the function is taken. */
    static void prime(PrimingRun run) throws IOException {
        NoticePriming.play(run, new NotifyHandler(run.functionEnvironment()));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        StreamBatch batch = StreamBatch.of(Event.read(in, FUNCTION));
        NoticeSettings settings = NoticeSettings.from(functionEnvironment.environment());
        Told told = tell(batch, settings);
        functionEnvironment.log(line(batch, told));
        Json.write(
                QueueBatch.answer(told.failedAt() == null ? List.of() : List.of(told.failedAt())),
                out);
    }

    /**
     * What was told.
     *
     * @param failedAt the sequence number of the first record that was not told; null for none
     */
    private record Told(
            int events, int notices, @Nullable String failedAt, @Nullable String failure) {}

    private Told tell(StreamBatch batch, NoticeSettings settings) {
        List<News> news = batch.news();
        Published published = publish(news, settings);
        Newer newer = batch.newer();
        String failedAt = newer == null ? null : newer.sequence();
        String failure = newer == null ? null : newer.message();
        if (published.failure() != null) {
            failedAt = news.get(published.taken()).sequence();
            failure = published.failure();
        }
        // What comes again is left for then: people would else read of it twice.
        Digest digest =
                Digest.of(
                        transitions(news.subList(0, published.taken())),
                        settings,
                        new ItemLink(batch.region(), batch.table()));
        Optional<String> topic = settings.topic();
        if (digest.empty() || topic.isEmpty()) {
            return new Told(published.taken(), 0, failedAt, failure);
        }
        try {
            // Only now, because a client that is not needed is not loaded.
            functionEnvironment
                    .topic(topic.get())
                    .publish(digest.subject(), digest.text(), digest.attributes());
            return new Told(published.taken(), digest.size(), failedAt, failure);
        } catch (NoticeException unsaid) {
            return new Told(published.taken(), 0, news.getFirst().sequence(), unsaid.getMessage());
        }
    }

    private Published publish(List<News> news, NoticeSettings settings) {
        return news.isEmpty()
                ? new Published(0, null)
                : functionEnvironment
                        .eventBus(settings.bus())
                        .publish(transitions(news).stream().map(FindingEvent::of).toList());
    }

    private static List<FindingTransition> transitions(List<News> news) {
        return news.stream().map(News::transition).toList();
    }

    private static LogLine line(StreamBatch batch, Told told) {
        boolean good = told.failure() == null && batch.unreadable().isEmpty();
        return (good ? LogLine.info("changes told") : LogLine.error("changes told"))
                .with("records", batch.records())
                .with("changes", batch.news().size())
                .with("events", told.events())
                .with("notices", told.notices())
                .with("unreadable", batch.unreadable())
                .with("failure", told.failure());
    }
}
