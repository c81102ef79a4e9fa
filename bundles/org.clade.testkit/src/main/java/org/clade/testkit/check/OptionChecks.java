package org.clade.testkit.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** The contract of the options of every part. */
final class OptionChecks {

    private static final List<String> WRONG =
            List.of("NaN", "Infinity", "0x1p3", "1e400", "99999999999999999999", "1d", "٣", "３", "1 2", "max(1)");

    private final Part part;

    OptionChecks(Part part) {
        this.part = part;
    }

    List<Check> list() {
        return List.of(
                new Check("every option has a plain name and a sentence", this::described),
                new Check("the default of every option is valid", this::defaulted),
                new Check("every option refuses two values, an empty value and a value of another type", this::strict));
    }

    private void strict() {
        for (Option<?> option : part.options()) {
            String named = option.name() + "=" + option.defaultValue();
            refuses(named + ", " + named);
            if (option.equals(part.options().get(0))) {
                refuses(option.defaultValue() + ", " + named);
            }
            refuses(named + ", " + option.defaultValue());
            refuses(option.name() + "=0,5");
            refuses(option.name() + "=");
            if (option.type() != Option.Type.STRING && option.type() != Option.Type.FORM) {
                WRONG.forEach(value -> refuses(option.name() + "=" + value));
            }
        }
    }

    private void refuses(String inside) {
        try {
            Settings.of(part, inside);
        } catch (RefusedException e) {
            return;
        }
        throw new ContractViolationException("The part accepts (%s), which is ambiguous or empty.".formatted(inside));
    }

    private void described() {
        Set<String> names = new HashSet<>();
        for (Option<?> option : part.options()) {
            ContractViolationException.unless(
                    option.name().matches("[a-z][A-Za-z0-9_-]*"),
                    "Option “%s” is not a word that begins with a lower-case letter.",
                    option.name());
            ContractViolationException.unless(
                    names.add(option.name()), "Option “%s” is declared twice.", option.name());
            ContractViolationException.unless(
                    !option.sentence().isBlank(), "Option “%s” has no sentence about what it does.", option.name());
        }
    }

    private void defaulted() {
        for (Option<?> option : part.options()) {
            if (option.type() != Option.Type.STRING) {
                Settings.of(part, option.name() + "=" + option.defaultValue());
            }
        }
    }
}
