package io.baton.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers as people write them, by the numbering plans of the world. */
public final class PhoneNumber {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private PhoneNumber() {}

    /**
     * The number in E.164, such as {@code +49301234567}.
     *
     * @param region where it is dialled, ISO 3166-1 alpha-2; null where nobody knows
     * @return null where the text is no phone number, or a national one and nobody knows of which nation
     */
    public static @Nullable String e164(String text, @Nullable String region) {
        try {
            Phonenumber.PhoneNumber number = PLANS.parse(text, region);
            // A number that is short is a number: plans change, and extensions are left out.
            ValidationResult fits = PLANS.isPossibleNumberWithReason(number);
            return fits == ValidationResult.TOO_LONG || fits == ValidationResult.INVALID_COUNTRY_CODE
                    ? null
                    : PLANS.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            return null;
        }
    }
}
