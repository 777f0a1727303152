package dev.nulltickets.http;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Write down all that a store is given to keep, and pass it on. */
final class Eavesdropper implements TrackerStore {
    private final TrackerStore store;
    private final List<String> heard;

    private Eavesdropper(TrackerStore store, List<String> heard) {
        this.store = store;
        this.heard = heard;
    }

    static TrackerStore on(TrackerStore store, CopyOnWriteArrayList<String> heard) {
        return new Eavesdropper(store, heard);
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        return store.write(tx -> work.apply(overheard(Tx.class, tx)));
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        return store.read(work);
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        return store.onWork(listener);
    }

    @Override
    public void close() {
        store.close();
    }

    private <T> T overheard(Class<T> type, T real) {
        Object proxy = Proxy.newProxyInstance(
                Eavesdropper.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (arguments == null && method.getReturnType().isInterface()) {
                            return overheardAs(method.getReturnType(), result);
                        }
                        heard.add(method.getName() + Arrays.toString(arguments));
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return type.cast(proxy);
    }

    private <T> T overheardAs(Class<T> type, Object real) {
        return overheard(type, type.cast(real));
    }
}
