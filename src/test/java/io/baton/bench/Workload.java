package io.baton.bench;

import io.baton.lead.NewLead;

/** What is done again and again. */
enum Workload {
    LEAD_INTAKE("lead intake", "one lead: baton over REST, bare through Java", 200) {
        @Override
        void once(Arm arm, NewLead lead) {
            arm.takeIn(lead);
        }
    },
    WHOLE_LIFECYCLE("whole lifecycle", "lead to renewal and out, 13 tasks by three people, through Java", 60) {
        @Override
        void once(Arm arm, NewLead lead) {
            Lifecycle.walk(arm, lead);
        }
    };

    private final String label;
    private final String unit;
    private final int units;

    Workload(String label, String unit, int units) {
        this.label = label;
        this.unit = unit;
        this.units = units;
    }

    String label() {
        return label;
    }

    /** One unit in words. */
    String unit() {
        return unit;
    }

    /** How many of them make a pass. */
    int units() {
        return units;
    }

    /** Does one of them. */
    abstract void once(Arm arm, NewLead lead);
}
