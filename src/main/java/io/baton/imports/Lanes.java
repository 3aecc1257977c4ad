package io.baton.imports;

import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Does the pieces of one import side by side, on as many threads as there are processors to keep busy. */
@Component
class Lanes {

    /** With more of them everybody else's work waits for the database. */
    private static final int MOST = 4;

    private final int count = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    private final ExecutorService threads = Executors.newFixedThreadPool(count, work -> new Thread(work, "import"));

    /**
     * Does every piece once, in no certain order, and returns when all are done. Where one fails, those that were begun are
     * finished, and no other is begun.
     *
     * @param worker called once on each thread: what does its pieces
     * @throws RuntimeException what a piece failed with
     */
    <T> void forEach(Collection<T> pieces, Supplier<Consumer<T>> worker) {
        Queue<T> left = new ConcurrentLinkedQueue<>(pieces);
        Runnable lane = () -> {
            try {
                Consumer<T> work = worker.get();
                for (T piece = left.poll(); piece != null; piece = left.poll()) {
                    work.accept(piece);
                }
            } catch (RuntimeException e) {
                left.clear();
                throw e;
            }
        };
        try {
            CompletableFuture.allOf(IntStream.range(0, Math.min(count, pieces.size()))
                            .mapToObj(i -> CompletableFuture.runAsync(lane, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @PreDestroy
    void end() {
        threads.shutdown();
    }
}
