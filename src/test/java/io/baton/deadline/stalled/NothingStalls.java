package io.baton.deadline.stalled;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * At the end of every test class on the whole application nothing stalls: what a test leaves behind goes on as what
 * people leave behind does. What one class left is held against that class alone.
 */
public class NothingStalls implements TestExecutionListener {

    private static final int PAGE = 200;

    /** What was told already, by application: the classes that share one share its customers. */
    private static final Map<ApplicationContext, Set<String>> TOLD = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void afterTestClass(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        ApplicationContext application = test.getApplicationContext();
        Set<String> told = TOLD.computeIfAbsent(application, none -> new HashSet<>());
        List<String> stalls = all(application.getBean(StalledWork.class)).stream()
                .filter(told::add)
                .toList();
        if (!stalls.isEmpty() && !test.getTestClass().isAnnotationPresent(LeavesWorkStalled.class)) {
            throw new AssertionError("%s leaves work that stalls; repair it at the end, or say with @%s why not:\n%s"
                    .formatted(
                            test.getTestClass().getSimpleName(),
                            LeavesWorkStalled.class.getSimpleName(),
                            stalls.stream().limit(PAGE).collect(Collectors.joining("\n"))));
        }
    }

    private static List<String> all(StalledWork work) {
        StalledPage first = work.page(0, PAGE);
        return IntStream.rangeClosed(0, (int) (first.total() / PAGE))
                .mapToObj(page -> work.page(page, PAGE))
                .flatMap(page -> page.items().stream())
                .map(stall ->
                        "%s %s: %s".formatted(stall.customer(), stall.problem().id(), stall.detail()))
                .toList();
    }
}
