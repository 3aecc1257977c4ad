/**
 * What customers report, from the first word to the solution.
 *
 * <p>Purpose: nobody who reports something waits without hearing from us. A case is a process of its own beside the
 * customer's lifecycle; it never moves the customer or changes its owner. Its windows are rows of
 * {@code follow-up-windows.dmn} by severity: by when it is acknowledged, and by when the customer hears of it next.
 */
@NullMarked
package io.baton.support;

import org.jspecify.annotations.NullMarked;
