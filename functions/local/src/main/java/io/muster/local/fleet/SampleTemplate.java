package io.muster.local.fleet;

/**
 * A launch template; its newest version is its default one.
 *
 * @param versions how many there are
 */
record SampleTemplate(String name, String image, String type, int versions) {}
