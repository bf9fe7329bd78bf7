package io.broadcasthub.simulation;

/**
 * A defect to plant: a text of a source file, and what stands there instead.
 *
 * @param file below {@code io/broadcasthub}, of the product or, for what an engine across a network does, of the tests
 * @param text occurs there exactly once
 */
record Defect(String name, String file, String text, String replacement) {
    @Override
    public String toString() {
        return name;
    }
}
