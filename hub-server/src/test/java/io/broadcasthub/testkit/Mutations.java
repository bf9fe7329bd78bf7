package io.broadcasthub.testkit;

import java.util.Arrays;
import java.util.Random;

/** Input that is almost right: what valid input becomes by a few changes. */
public final class Mutations {
    private Mutations() {}

    /** @param telling bytes that mean something to what is tested */
    public static byte[] mutate(Random random, byte[] valid, byte[] telling) {
        byte[] bytes = valid.clone();
        for (int changes = random.nextInt(5); changes >= 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = telling[random.nextInt(telling.length)];
                case 3 -> bytes = insert(bytes, at, telling[random.nextInt(telling.length)]);
                case 4 -> bytes = remove(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(8)));
                case 5 -> bytes = repeat(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(32)));
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, byte value) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = value;
        return longer;
    }

    private static byte[] remove(byte[] bytes, int at, int count) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, shorter, at, shorter.length - at);
        return shorter;
    }

    private static byte[] repeat(byte[] bytes, int at, int count) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        return longer;
    }
}
