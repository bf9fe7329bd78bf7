package io.broadcasthub.limits;

import java.util.List;

/**
 * What the governor goes by and has decided, at one moment.
 *
 * @param reasons the resources that keep the level up; empty at {@code normal}, and while new work is let in again little by little
 * @param connectShare the part of new connections that is let in; 1 = all
 * @param publishShare the same of publishes
 */
public record LoadReport(
        LoadLevel level, List<Resource> reasons, List<Line> resources, double connectShare, double publishShare) {
    /** One resource. */
    public record Line(Resource resource, LoadLevel level, Reading reading) {}

    public LoadReport {
        reasons = List.copyOf(reasons);
        resources = List.copyOf(resources);
    }

    /** The reasons in words, for people; empty at {@code normal}. */
    public String why() {
        if (reasons.isEmpty() && level != LoadLevel.NORMAL) {
            return "recovering";
        }
        return String.join(", ", reasons.stream().map(Resource::wireName).toList());
    }
}
