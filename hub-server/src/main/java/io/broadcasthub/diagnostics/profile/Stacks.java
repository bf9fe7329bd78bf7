package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.ThreadStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Recorded stacks as lists of names, from the outermost frame to the innermost. */
final class Stacks {
    private static final String UNKNOWN = "[unknown thread]";
    private static final String CUT = "[deeper than recorded]";
    /** Made anew in each process. */
    private static final Pattern HIDDEN = Pattern.compile("(\\$\\$Lambda)[$/].*|/0x[0-9a-f]+$");

    private Stacks() {}

    /** The threads of its pool, then the frames; only the former if the recorder could not walk the stack. */
    static List<String> of(RecordedEvent event, @Nullable RecordedThread thread) {
        List<String> names = new ArrayList<>();
        names.add(pool(thread));
        RecordedStackTrace stack = event.getStackTrace();
        if (stack != null) {
            if (stack.isTruncated()) {
                names.add(CUT);
            }
            List<RecordedFrame> frames = stack.getFrames();
            for (int i = frames.size() - 1; i >= 0; i--) {
                names.add(name(frames.get(i)));
            }
        }
        return names;
    }

    private static String pool(@Nullable RecordedThread thread) {
        String name = thread == null ? null : thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return name == null ? UNKNOWN : ThreadStacks.pool(name);
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return className(method.getType().getName()) + '.' + method.getName();
    }

    static String className(String name) {
        return HIDDEN.matcher(name).replaceFirst("$1").replace('/', '.');
    }
}
