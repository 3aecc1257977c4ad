package io.baton.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a call about a customer is also for somebody who sees that customer in brief, as the table {@code
 * customer-sight} puts it. Without it, a call whose path names a customer is for those who see everything of it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InBrief {}
