package io.broadcasthub.testkit;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is alive in this virtual machine, as it counts itself after a full collection. */
public final class ClassHistogram {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /** Of one class. */
    public record Entry(long objects, long bytes) {
        public static final Entry NONE = new Entry(0, 0);
    }

    private ClassHistogram() {}

    /** By the class's name. */
    public static Map<String, Entry> take() {
        Map<String, Entry> types = new HashMap<>();
        for (String line : rows().lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                types.put(row.group(3), new Entry(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))));
            }
        }
        return types;
    }

    private static String rows() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("this virtual machine does not count its objects", e);
        }
    }
}
