package io.baton.engine;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that an expression on a diagram can reach: the steps, and the few helpers marked {@link DiagramHelper}. Every other
 * bean of the application is out of reach, whatever a diagram says.
 */
class DiagramBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory beans;

    DiagramBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object key) {
        if (!(key instanceof String name) || !beans.containsBean(name)) {
            return false;
        }
        return beans.isTypeMatch(name, JavaDelegate.class)
                || beans.findAnnotationOnBean(name, DiagramHelper.class) != null;
    }

    @Override
    public @Nullable Object get(Object key) {
        return containsKey(key) ? beans.getBean((String) key) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return Set.of();
    }
}
