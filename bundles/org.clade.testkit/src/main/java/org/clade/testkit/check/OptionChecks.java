package org.clade.testkit.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;

/** What every part promises of its options. */
final class OptionChecks {

    private final Part part;

    OptionChecks(Part part) {
        this.part = part;
    }

    List<Check> list() {
        return List.of(
                new Check("options have plain names and a sentence each", this::described),
                new Check("the default of every option is a value that it takes", this::defaulted));
    }

    private void described() {
        Set<String> names = new HashSet<>();
        for (Option option : part.options()) {
            BrokenPromise.unless(
                    option.name().matches("[a-z][A-Za-z0-9-]*"),
                    "Option “%s” is not a word that begins with a small letter.",
                    option.name());
            BrokenPromise.unless(names.add(option.name()), "Option “%s” is declared twice.", option.name());
            BrokenPromise.unless(
                    !option.sentence().isBlank(), "Option “%s” says nothing about what it does.", option.name());
        }
    }

    private void defaulted() {
        for (Option option : part.options()) {
            if (option.type() != Option.Type.TEXT) {
                Settings.of(part, option.name() + "=" + option.fallback());
            }
        }
    }
}
