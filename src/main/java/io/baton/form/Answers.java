package io.baton.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and puts values in nested answers: {@code cust.name} stands in the object {@code cust}. */
final class Answers {

    private Answers() {}

    static boolean has(Map<String, ?> answers, List<String> path) {
        Map<?, ?> holder = holder(answers, path);
        return holder != null && holder.containsKey(last(path));
    }

    static @Nullable Object get(Map<String, ?> answers, List<String> path) {
        Map<?, ?> holder = holder(answers, path);
        return holder == null ? null : holder.get(last(path));
    }

    @SuppressWarnings("unchecked") // every object on the way was made here
    static void put(Map<String, @Nullable Object> answers, List<String> path, @Nullable Object value) {
        Map<String, @Nullable Object> holder = answers;
        for (String key : path.subList(0, path.size() - 1)) {
            holder = (Map<String, @Nullable Object>) holder.computeIfAbsent(key, it -> new LinkedHashMap<>());
        }
        holder.put(last(path), value);
    }

    private static @Nullable Map<?, ?> holder(Map<?, ?> answers, List<String> path) {
        Map<?, ?> holder = answers;
        for (String key : path.subList(0, path.size() - 1)) {
            if (!(holder.get(key) instanceof Map<?, ?> inner)) {
                return null;
            }
            holder = inner;
        }
        return holder;
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }
}
