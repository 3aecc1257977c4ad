package io.baton.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The start does not fit what the database is for. */
class WrongInstallation extends RuntimeException {

    private final String action;

    WrongInstallation(String what, String action) {
        super(what);
        this.action = action;
    }

    /** Shows the reason and what to do instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<WrongInstallation> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, WrongInstallation cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
