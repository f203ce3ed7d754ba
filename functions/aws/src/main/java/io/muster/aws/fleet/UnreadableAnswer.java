package io.muster.aws.fleet;

/** An answer that came, but from which the facts cannot be read. */
final class UnreadableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * @param detail what cannot be read, fit to be shown to a person
     */
    UnreadableAnswer(String detail) {
        super(detail);
        this.detail = detail;
    }

    static UnreadableAnswer withoutList(String action) {
        return new UnreadableAnswer(action + " answered without its list. Look at the endpoint");
    }

    String detail() {
        return detail;
    }
}
