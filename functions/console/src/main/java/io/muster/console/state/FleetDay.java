package io.muster.console.state;

import java.time.LocalDate;

/**
 * The fleet on a day.
 *
 * @param day in UTC
 * @param notReady how many findings were not ready
 * @param unknown how many results were not known
 */
public record FleetDay(LocalDate day, int notReady, int unknown) {}
