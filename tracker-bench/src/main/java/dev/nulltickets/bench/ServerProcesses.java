package dev.nulltickets.bench;

import java.util.List;

/**
 * Hold servers that share a database.
 *
 * @param running those that were started
 */
record ServerProcesses(List<ServerProcess> running) implements AutoCloseable {
    List<Target> targets() {
        return running.stream().map(ServerProcess::target).toList();
    }

    @Override
    public void close() {
        running.forEach(ServerProcess::close);
    }
}
