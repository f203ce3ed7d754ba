package io.muster.cli.yaml;

import io.muster.readiness.text.Message;

/**
 * What is wrong in a place of a file.
 *
 * @param next what to do; empty where the fault says it
 */
public record Fault(Place place, Message what, Message next) {}
