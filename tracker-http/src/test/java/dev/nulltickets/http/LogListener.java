package dev.nulltickets.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hear what is logged under a name, and keep it from being shown. */
final class LogListener extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> heard = new CopyOnWriteArrayList<>();

    private LogListener(Logger logger) {
        this.logger = logger;
    }

    static LogListener on(String name) {
        LogListener listener = new LogListener(Logger.getLogger(name));
        listener.logger.addHandler(listener);
        listener.logger.setUseParentHandlers(false);
        return listener;
    }

    List<LogRecord> heard() {
        return heard;
    }

    @Override
    public void publish(LogRecord entry) {
        heard.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
