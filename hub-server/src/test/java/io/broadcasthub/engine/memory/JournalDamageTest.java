package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static io.broadcasthub.engine.EngineProbe.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.memory.journal.CorruptJournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cut-off end is what a crash leaves, and is cut away; damage anywhere else is named. */
class JournalDamageTest {
    @TempDir
    Path temp;

    private long firstEnds;
    private long secondEnds;

    /** Two messages, and no orderly end. */
    private Path killed() throws IOException {
        Path dir = temp.resolve("data");
        MemoryEngine engine = new MemoryEngineFixture().data(dir).engine();
        EngineProbe probe = new EngineProbe(engine);
        probe.publish("t", "1");
        firstEnds = Files.size(DataDirectory.last(dir));
        probe.publish("t", "2");
        secondEnds = Files.size(DataDirectory.last(dir));
        Path copy = DataDirectory.afterKill(dir, temp.resolve("killed"));
        get(engine.close());
        return copy;
    }

    @Test
    void theLastRecordMayEndAnywhere() throws IOException {
        Path killed = killed();
        for (long end = firstEnds; end <= secondEnds; end++) {
            Path copy = DataDirectory.afterKill(killed, temp.resolve("cut-" + end));
            try (FileChannel file = FileChannel.open(DataDirectory.last(copy), StandardOpenOption.WRITE)) {
                file.truncate(end);
            }
            MemoryEngine engine = new MemoryEngineFixture().data(copy).engine();
            EngineProbe probe = new EngineProbe(engine);
            String[] kept = end < secondEnds ? new String[] {"1"} : new String[] {"1", "2"};
            assertThat(texts(probe.history("t").messages())).containsExactly(kept);
            assertThat(probe.publish("t", "3").at().offset()).isEqualTo(kept.length + 1);
            get(engine.close());
        }
    }

    @Test
    void aFlippedBitInTheLastRecordCutsItOff() throws IOException {
        Path killed = killed();
        flip(DataDirectory.last(killed), secondEnds - 3);

        MemoryEngine engine = new MemoryEngineFixture().data(killed).engine();

        assertThat(texts(new EngineProbe(engine).history("t").messages())).containsExactly("1");
        get(engine.close());
    }

    @Test
    void damageInTheMiddleIsNamed() throws IOException {
        Path killed = killed();
        Path file = DataDirectory.last(killed);
        flip(file, firstEnds - 3);

        CorruptJournalException e = catchThrowableOfType(
                CorruptJournalException.class,
                () -> new MemoryEngineFixture().data(killed).engine());

        assertThat(e.file()).isEqualTo(file);
        assertThat(e.offset()).isPositive().isLessThan(firstEnds);
        assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("move it away");
    }

    @Test
    void aMissingSegmentIsNamed() throws IOException {
        Path killed = killed();
        MemoryEngineFixture fixture = new MemoryEngineFixture().data(killed);
        get(fixture.engine().close());
        get(fixture.engine().close());
        Files.delete(DataDirectory.segments(killed).get(1));

        CorruptJournalException e = catchThrowableOfType(CorruptJournalException.class, fixture::engine);

        assertThat(e).hasMessageContaining("missing");
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, at);
        }
    }
}
