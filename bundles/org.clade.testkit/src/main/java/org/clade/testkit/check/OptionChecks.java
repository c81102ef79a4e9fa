package org.clade.testkit.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** What every part promises of its options. */
final class OptionChecks {

    private static final List<String> WRONG =
            List.of("NaN", "Infinity", "0x1p3", "1e400", "99999999999999999999", "1d", "٣", "３", "1 2", "max(1)");

    private final Part part;

    OptionChecks(Part part) {
        this.part = part;
    }

    List<Check> list() {
        return List.of(
                new Check("options have plain names and a sentence each", this::described),
                new Check("the default of every option is a value that it takes", this::defaulted),
                new Check("no option takes two values, an empty one or one of another type", this::strict));
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
        throw new ContractViolationException("The part takes (%s), which has two meanings or none.".formatted(inside));
    }

    private void described() {
        Set<String> names = new HashSet<>();
        for (Option<?> option : part.options()) {
            ContractViolationException.unless(
                    option.name().matches("[a-z][A-Za-z0-9_-]*"),
                    "Option “%s” is not a word that begins with a small letter.",
                    option.name());
            ContractViolationException.unless(
                    names.add(option.name()), "Option “%s” is declared twice.", option.name());
            ContractViolationException.unless(
                    !option.sentence().isBlank(), "Option “%s” says nothing about what it does.", option.name());
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
