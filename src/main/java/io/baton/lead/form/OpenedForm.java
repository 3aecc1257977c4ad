package io.baton.lead.form;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When a form was opened, in a word that nobody else can write: who sends it sooner than a person could is no person. */
@Component
class OpenedForm {

    /** A page that was left open over night is still good. */
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final LeadFormSettings settings;
    private final InstantSource time;
    private volatile @Nullable String secret;

    @Autowired
    OpenedForm(JdbcClient jdbc, LeadFormSettings settings) {
        this(jdbc, settings, InstantSource.system());
    }

    OpenedForm(JdbcClient jdbc, LeadFormSettings settings, InstantSource time) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.time = time;
    }

    /** The word for a form that is opened now. */
    String now() {
        String moment = Long.toString(time.instant().toEpochMilli());
        return moment + "." + signature(moment);
    }

    /** Whether the word is ours, and a person has had the time to fill in what came with it. */
    boolean isGood(@Nullable String word) {
        if (word == null || !word.matches("\\d{10,15}\\.[0-9a-f]{64}")) {
            return false;
        }
        String moment = word.substring(0, word.indexOf('.'));
        boolean ours = MessageDigest.isEqual(
                signature(moment).getBytes(StandardCharsets.US_ASCII),
                word.substring(moment.length() + 1).getBytes(StandardCharsets.US_ASCII));
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(moment)), time.instant());
        return ours && age.compareTo(settings.fillTime()) >= 0 && age.compareTo(GOOD_FOR) <= 0;
    }

    private String signature(String moment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(moment.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private String secret() {
        String known = secret;
        if (known == null) {
            known = jdbc.sql("select secret from lead_form_key")
                    .query(String.class)
                    .single();
            secret = known;
        }
        return known;
    }
}
