package dev.nulltickets.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Tell how much time of processors something has used. */
@FunctionalInterface
interface ProcessorTime {
    Duration used();

    static ProcessorTime ofThisThread() {
        return () -> Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
