package io.baton.deadline.stalled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test class that breaks customers for good, on purpose. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LeavesWorkStalled {

    /** Why it has to, in a sentence. */
    String value();
}
