package io.baton.engine;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.ProcessEngineElContext;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.joda.time.DateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Evaluates the expressions of diagrams, which see steps and helpers, and those of queries and filters, which see next to
 * nothing.
 *
 * <p>The engine evaluates a query's expressions without checking those inside {@code orQueries} (CVE-2026-109432, not
 * fixed in the community edition): whoever may ask for tasks could run code. So an expression without a process scope
 * gets functions that tell the time and the signed-in user, the arithmetic of their dates, and no bean, no property and
 * no other method.
 */
class DiagramExpressions extends SpringExpressionManager {

    private final ELResolver nothingButDates = new NothingButDates();

    DiagramExpressions(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    protected ProcessEngineElContext createElContext(@Nullable VariableScope scope) {
        if (scope != null) {
            return super.createElContext(scope);
        }
        ensureInitialized();
        ProcessEngineElContext context = new ProcessEngineElContext(functionMapper, nothingButDates);
        context.putContext(ExpressionFactory.class, expressionFactory);
        return context;
    }

    /** Lets a date be moved and compared, and refuses everything else. */
    private static final class NothingButDates extends ELResolver {

        private static final Map<String, BiFunction<DateTime, Integer, DateTime>> MOVES = Map.ofEntries(
                Map.entry("plusMinutes", DateTime::plusMinutes),
                Map.entry("minusMinutes", DateTime::minusMinutes),
                Map.entry("plusHours", DateTime::plusHours),
                Map.entry("minusHours", DateTime::minusHours),
                Map.entry("plusDays", DateTime::plusDays),
                Map.entry("minusDays", DateTime::minusDays),
                Map.entry("plusWeeks", DateTime::plusWeeks),
                Map.entry("minusWeeks", DateTime::minusWeeks),
                Map.entry("plusMonths", DateTime::plusMonths),
                Map.entry("minusMonths", DateTime::minusMonths),
                Map.entry("plusYears", DateTime::plusYears),
                Map.entry("minusYears", DateTime::minusYears),
                Map.entry("withDayOfMonth", DateTime::withDayOfMonth),
                Map.entry("withDayOfWeek", DateTime::withDayOfWeek),
                Map.entry("withHourOfDay", DateTime::withHourOfDay),
                Map.entry("withMinuteOfHour", DateTime::withMinuteOfHour));

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            String name = String.valueOf(method);
            if (!(base instanceof DateTime date)) {
                throw refused(name);
            }
            Object moved;
            if (name.equals("withTimeAtStartOfDay") && arguments.length == 0) {
                moved = date.withTimeAtStartOfDay();
            } else if (name.equals("toDate") && arguments.length == 0) {
                moved = date.toDate();
            } else if (MOVES.containsKey(name) && arguments.length == 1 && arguments[0] instanceof Number by) {
                moved = MOVES.get(name).apply(date, by.intValue());
            } else {
                throw refused(name);
            }
            context.setPropertyResolved(true);
            return moved;
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            throw refused(String.valueOf(property));
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            throw refused(String.valueOf(property));
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw refused(String.valueOf(property));
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public @Nullable Class<?> getCommonPropertyType(ELContext context, Object base) {
            return null;
        }

        private static BadUserRequestException refused(String name) {
            return new BadUserRequestException(
                    "An expression in a query may use currentUser(), currentUserGroups(), now(), dateTime(), startOfToday()"
                            + " and endOfToday(), and move dates; '" + name + "' is none of these");
        }
    }
}
