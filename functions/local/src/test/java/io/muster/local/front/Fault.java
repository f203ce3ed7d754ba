package io.muster.local.front;

/**
 * A failure to show to clients, so that they can be tested against a real server.
 *
 * @param service the signing name, such as {@code ec2}; {@code monitoring} for CloudWatch
 * @param operation such as {@code DescribeInstances}, or {@code *} for all of the service
 * @param when which of the calls that match fail
 */
public record Fault(String service, String operation, When when, Kind kind) {

    /** Every call of the operation fails so. */
    public static Fault always(String service, String operation, Kind kind) {
        return new Fault(service, operation, new When.Every(), kind);
    }

    /** Only the n-th call of the operation fails, counted from 1 since the fault was set. */
    public static Fault once(String service, String operation, int nth, Kind kind) {
        return new Fault(service, operation, new When.Nth(nth), kind);
    }

    boolean concerns(Call call) {
        return service.equals(call.service())
                && (operation.equals("*") || operation.equals(call.operation()));
    }

    /** Which of the calls that match fail. */
    public sealed interface When {

        /** All calls. */
        record Every() implements When {}

        /**
         * One call only.
         *
         * @param number counted from 1
         */
        record Nth(int number) implements When {
            public Nth {
                if (number < 1) {
                    throw new IllegalArgumentException(
                            "calls are counted from 1, so there is no call number " + number);
                }
            }
        }
    }

    /** What goes wrong. */
    public enum Kind {
        /** 503 RequestLimitExceeded in EC2, 400 Throttling or ThrottlingException elsewhere. */
        THROTTLED,
        /** 500 InternalError, as each protocol says it. */
        INTERNAL_ERROR,
        /** 403 UnauthorizedOperation in EC2, AccessDenied or AccessDeniedException elsewhere. */
        DENIED,
        /** 401 or 400: the credentials were good once. */
        EXPIRED_TOKEN,
        /** 500 with a page of HTML, which is what moto says of an operation that it lacks. */
        NOT_IMPLEMENTED,
        /** 501, which is what LocalStack says of a service that its licence leaves out. */
        NOT_OFFERED,
        /** 200 with the first half of the true answer, its length given as such. */
        TRUNCATED_BODY,
        /** 200 with the first half of the true answer, and the connection closed in its midst. */
        CUT_OFF,
        /** The connection is closed without an answer. */
        NO_ANSWER
    }
}
