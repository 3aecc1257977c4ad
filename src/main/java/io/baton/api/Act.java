package io.baton.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what a REST call does, as the decision table {@code authority} knows it: the table says which hats may. A call
 * without this annotation is refused to everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Act {

    /** The act's name in the table. */
    String value();
}
