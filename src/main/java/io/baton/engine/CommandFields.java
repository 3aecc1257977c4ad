package io.baton.engine;

import java.lang.reflect.Field;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * What an engine command was given. Commands keep it to themselves, but who may do what, and which answers are let in,
 * has to be decided before they run; a command that lost a field in another engine version fails loudly here.
 */
final class CommandFields {

    private CommandFields() {}

    static <T> @Nullable T read(Command<?> command, String field, Class<T> type) {
        return type.cast(ReflectionUtils.getField(find(command, field), command));
    }

    static void write(Command<?> command, String field, Object value) {
        ReflectionUtils.setField(find(command, field), command, value);
    }

    private static Field find(Command<?> command, String name) {
        Field field = ReflectionUtils.findField(command.getClass(), name);
        if (field == null) {
            throw new IllegalStateException(command.getClass().getName() + " has no field '" + name + "'");
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
