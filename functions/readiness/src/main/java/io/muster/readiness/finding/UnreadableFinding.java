package io.muster.readiness.finding;

/**
 * An item that no version of Muster can have written so: edited by hand, most often. It is named,
 * and written anew when its check is next judged.
 *
 * @param key as {@link Finding#key}, read from the item's own
 * @param problem which item it is and what is wrong with it, for a person
 */
public record UnreadableFinding(String key, String problem) implements Stored {}
