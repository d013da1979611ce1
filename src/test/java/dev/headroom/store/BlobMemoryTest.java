package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobMemoryTest {
    @Test
    void givesBackWhatItKeeps() {
        BlobMemory memory = new BlobMemory(1_000, new SimpleMeterRegistry());
        byte[] content = {1, 2, 3};

        memory.keep(Map.of("aaa", content));

        assertThat(memory.find(List.of("aaa", "bbb"))).containsOnlyKeys("aaa").containsValue(content);
    }

    @Test
    void doesNotKeepWhatIsLargerThanItself() {
        BlobMemory memory = new BlobMemory(1_000, new SimpleMeterRegistry());
        for (int attempt = 0; attempt < 100; attempt++) {
            memory.keep(Map.of("aaa", new byte[2_000]));
        }

        assertThat(memory.find(List.of("aaa"))).isEmpty();
    }
}
