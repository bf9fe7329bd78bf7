package io.broadcasthub.bench.load;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A further process of the generator: takes assignments on standard input, answers on standard output, ends with its input. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        System.setOut(System.err); // standard output is for answers
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        try (ClientLoops loops = new ClientLoops(Integer.parseInt(args[0]));
                ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(FileDescriptor.out))) {
            out.flush();
            serve(loops, new ObjectInputStream(System.in), out);
        }
    }

    private static void serve(ClientLoops loops, ObjectInputStream in, ObjectOutputStream out)
            throws IOException, ClassNotFoundException {
        Map<Integer, Crowd> crowds = new HashMap<>();
        while (true) {
            Assignment next;
            try {
                next = (Assignment) in.readObject();
            } catch (EOFException e) {
                return;
            }
            Crowd crowd = crowds.computeIfAbsent(next.crowd(), n -> new LocalCrowd(next.plan(), loops));
            out.writeObject(answer(crowd, next.order()));
            out.reset();
            out.flush();
        }
    }

    /** A tally, or in words what went wrong. */
    private static Object answer(Crowd crowd, Order order) {
        try {
            return crowd.tell(order).join();
        } catch (CompletionException e) {
            return String.valueOf(e.getCause());
        }
    }
}
