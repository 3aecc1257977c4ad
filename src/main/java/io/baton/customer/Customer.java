package io.baton.customer;

import io.baton.api.Refusal;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A customer, from the first lead to the last renewal. Its methods refuse illegal moves; nobody else changes it. */
@Entity
@NullUnmarked
class Customer {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_number")
    @SequenceGenerator(name = "customer_number", allocationSize = 1)
    private Long id;

    @Version
    private int version;

    private String company;
    private String companyKey;
    private String playbook;

    private Stage stage;

    private Instant stageSince;

    @Embedded
    @AttributeOverride(name = "type", column = @Column(name = "owner_type"))
    @AttributeOverride(name = "id", column = @Column(name = "owner_id"))
    private Party owner;

    @Embedded
    @AttributeOverride(name = "what", column = @Column(name = "next_what"))
    @AttributeOverride(name = "whoType", column = @Column(name = "next_who_type"))
    @AttributeOverride(name = "whoId", column = @Column(name = "next_who_id"))
    @AttributeOverride(name = "due", column = @Column(name = "next_due"))
    @AttributeOverride(name = "taskId", column = @Column(name = "next_task_id"))
    private @Nullable NextStep nextStep;

    private Instant lastNoteAt;
    private String lastNoteBy;
    private String lastNoteText;

    private int openCases;

    private String source;
    private String campaign;
    private String product;
    private String region;
    private String language;
    private String timeline;
    private BigDecimal budgetAmount;
    private String budgetCurrency;
    private BigDecimal costAmount;
    private String costCurrency;
    private BigDecimal offerAmount;
    private String offerCurrency;
    private String valueTier;
    private LocalDate decisionOn;
    private LocalDate renewalOn;
    private Instant createdAt;
    private Instant returnedAt;
    private Long mergedInto;

    protected Customer() {}

    Customer(NewCustomer from, Party owner, Instant now) {
        company = from.company();
        companyKey = ComparisonKeys.ofCompany(company);
        playbook = from.playbook();
        source = from.source();
        campaign = from.campaign();
        product = from.product();
        region = from.region();
        language = from.language();
        timeline = from.timeline();
        budgetAmount = from.budgetAmount();
        budgetCurrency = from.budgetCurrency();
        costAmount = from.costAmount();
        costCurrency = from.costCurrency();
        stage = Stage.NEW_LEAD;
        stageSince = now;
        createdAt = now;
        this.owner = owner;
    }

    long id() {
        return id;
    }

    String number() {
        return CustomerNumber.of(id);
    }

    String company() {
        return company;
    }

    String playbook() {
        return playbook;
    }

    Stage stage() {
        return stage;
    }

    Instant stageSince() {
        return stageSince;
    }

    Party owner() {
        return owner;
    }

    @Nullable
    NextStep nextStep() {
        return nextStep;
    }

    @Nullable
    LocalDate renewalOn() {
        return renewalOn;
    }

    @Nullable
    LocalDate decisionOn() {
        return decisionOn;
    }

    String valueTier() {
        return valueTier == null ? "" : valueTier;
    }

    void worth(@Nullable String tier) {
        valueTier = tier;
    }

    @Nullable
    BigDecimal offerAmount() {
        return offerAmount;
    }

    @Nullable
    String offerCurrency() {
        return offerCurrency;
    }

    String source() {
        return source;
    }

    @Nullable
    String product() {
        return product;
    }

    @Nullable
    String region() {
        return region;
    }

    @Nullable
    String language() {
        return language;
    }

    @Nullable
    String timeline() {
        return timeline;
    }

    @Nullable
    BigDecimal budgetAmount() {
        return budgetAmount;
    }

    @Nullable
    String budgetCurrency() {
        return budgetCurrency;
    }

    /** Enters a stage; the time in it starts now. An end is entered by {@link #leave} alone. */
    void enter(Stage next, Instant now) {
        if (next.isEnd()) {
            throw new IllegalArgumentException(next + " is an end, not a stage to work in");
        }
        if (stage != next) {
            stage = next;
            stageSince = now;
        }
    }

    /** Ends the lifecycle as Lost or Former customer: nothing is open any more, and nobody is asked for anything. */
    Stage leave(Instant now) {
        if (stage.isEnd()) {
            throw Refusal.conflict(company + " is already closed as " + stage.label() + ".");
        }
        stage = stage.whenLeft();
        stageSince = now;
        nextStep = null;
        return stage;
    }

    /** A lost or former customer is a new lead again; what was agreed and offered before counts no more. */
    void comeBack(Party team, Instant now) {
        stage = Stage.NEW_LEAD;
        stageSince = now;
        returnedAt = now;
        owner = team;
        nextStep = null;
        offerAmount = null;
        offerCurrency = null;
        decisionOn = null;
        renewalOn = null;
    }

    /** It turned out to be the same customer as another one, which answers for it from now on. */
    void goInto(Customer other, Instant now) {
        mergedInto = other.id;
        stage = stage.whenLeft();
        stageSince = now;
        nextStep = null;
        openCases = 0;
        owner = other.owner;
    }

    /** It was another customer after all, and stands where it stood. */
    void comeOut(Stage stage, Instant since, Party owner) {
        mergedInto = null;
        this.stage = stage;
        stageSince = since;
        this.owner = owner;
    }

    /** The number of the customer into which this one went, or null. */
    @Nullable
    Long mergedInto() {
        return mergedInto;
    }

    void hasOpenCases(int count) {
        openCases = count;
    }

    /** Passes the customer to its next owner. */
    void ownedBy(Party next) {
        owner = next;
    }

    void follow(String playbook) {
        this.playbook = playbook;
    }

    void wants(
            @Nullable String product,
            @Nullable String timeline,
            @Nullable BigDecimal budget,
            @Nullable String currency) {
        this.product = product == null ? this.product : product;
        this.timeline = timeline == null ? this.timeline : timeline;
        if (budget != null) {
            budgetAmount = budget;
            budgetCurrency = currency;
        }
    }

    /** Its company's name was put back on the record itself: from now on it is found by that one. */
    void namedAsBefore() {
        companyKey = ComparisonKeys.ofCompany(company);
    }

    /** What is null stays as it is. */
    void correct(ImportedCustomers.Correction better) {
        company = better.company() == null ? company : better.company();
        companyKey = ComparisonKeys.ofCompany(company);
        campaign = better.campaign() == null ? campaign : better.campaign();
        region = better.region() == null ? region : better.region();
        language = better.language() == null ? language : better.language();
        decisionOn = better.decisionOn() == null ? decisionOn : better.decisionOn();
        renewalOn = better.renewalOn() == null ? renewalOn : better.renewalOn();
        wants(better.product(), better.timeline(), better.budgetAmount(), better.budgetCurrency());
    }

    void offered(@Nullable BigDecimal amount, @Nullable String currency) {
        offerAmount = amount;
        offerCurrency = currency;
    }

    void decidesOn(@Nullable LocalDate date) {
        decisionOn = date;
    }

    void renewsOn(LocalDate date) {
        renewalOn = date;
    }

    void noted(Instant at, String by, String text) {
        lastNoteAt = at;
        lastNoteBy = by;
        lastNoteText = text;
    }

    /** A step opened or changed: of several open ones the earliest due is the next. */
    void stepOpened(NextStep step) {
        if (stage.isEnd()) {
            return;
        }
        if (nextStep == null || nextStep.isTask(step.taskId()) || step.isEarlierThan(nextStep)) {
            nextStep = step;
        }
    }

    /** A step ended; if it was the next one, the next is not known until it is counted anew. */
    void stepEnded(String taskId) {
        if (nextStep != null && nextStep.isTask(taskId)) {
            nextStep = null;
        }
    }

    void caseOpened() {
        openCases++;
    }

    void caseClosed() {
        openCases--;
    }

    boolean missesNextStep() {
        return nextStep == null && !stage.isEnd();
    }
}
