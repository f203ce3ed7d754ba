package io.muster.readiness.checklist;

/**
 * What a check is known and counted under.
 *
 * @param id kebab-case; never changes, because findings and decisions are kept under it
 */
public record Rule(String id, ChecklistRow row, Severity severity) {}
