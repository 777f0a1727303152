package dev.nulltickets.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Wrap a working store, or a part of one, so that one method of it does wrong. */
final class Sabotage {
    private Sabotage() {}

    /** Do what a sound method would not. */
    @FunctionalInterface
    interface Wrong {
        /**
         * Answer a call.
         *
         * @param sound what was called
         * @return null stands for a method that returns nothing, too
         */
        Object answer(Sound sound, Object[] arguments) throws Throwable;
    }

    /** Let the sound method answer. */
    @FunctionalInterface
    interface Sound {
        Object call(Object... arguments) throws Throwable;
    }

    static <T> T of(Class<T> type, T sound, String method, Wrong wrong) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Sound through = replaced -> invoke(sound, called, replaced);
                    return called.getName().equals(method) ? wrong.answer(through, given) : through.call(given);
                }));
    }

    private static Object invoke(Object sound, Method called, Object[] arguments) throws Throwable {
        try {
            called.setAccessible(true);
            return called.invoke(sound, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
