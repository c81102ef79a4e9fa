package org.clade.variant.recipe;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.FormerNames;
import org.clade.api.part.NameCheck;
import org.clade.api.part.NumberParser;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;

/**
 * Reads a configuration into a {@link Recipe}. Numbers may come as any Java type and lists as arrays, collections or
 * text separated by {@code ;}, because Configuration Admin, JSON and a command line use different forms.
 */
public final class RecipeReader {

    private final String name;
    private final Map<String, Object> properties;

    private RecipeReader(String name, Map<String, Object> properties) {
        this.name = name;
        this.properties = properties;
    }

    /**
     * Reads a configuration.
     *
     * @param name the variant's name
     * @param properties its keys, without those of the framework
     * @return the recipe
     * @throws RefusedException if a key is unknown (the message gives the nearest) or a value has the wrong form
     */
    public static Recipe read(String name, Map<String, Object> properties) {
        return new RecipeReader(name, properties).recipe();
    }

    private Recipe recipe() {
        List<String> phaseNames = list("phases");
        if (phaseNames.isEmpty()) {
            phaseNames = texts(known("phases").fallback());
        }
        checkKeys(phaseNames);
        checkPhases(phaseNames);
        String called = text(Keys.NAME).orElse(name);
        VariantName.check(called);
        List<PhaseRecipe> phases = phaseNames.stream().map(this::phase).toList();
        int epochs = whole("epochs");
        int maxBatches = whole("max_batches");
        if (epochs == 0 && maxBatches == 0) {
            throw refused("has no end; set epochs or max_batches to more than 0");
        }
        return new Recipe(
                called,
                new Recipe.Provenance(text("title").orElse(name), word("method"), choice("source")),
                new Recipe.Architecture(
                        whole("clusters"),
                        whole("size"),
                        PartSpec.parse(required("backbone")),
                        all("stages", StageSpec::parse),
                        PartSpec.parse(word("attention")),
                        PartSpec.parseAll(requiredList("heads"))),
                new Recipe.TrainingPlan(
                        PartSpec.parse(word("optimizer")),
                        PartSpec.parse(word("lr_schedule")),
                        choice("batch_norm").equals("batch") ? ForwardMode.BATCH_STATISTICS : ForwardMode.EVALUATION,
                        PartSpec.parseAll(list("eval_transform")),
                        phases,
                        epochs,
                        maxBatches,
                        whole("evaluate"),
                        whole("inference_batch")),
                plain());
    }

    private PhaseRecipe phase(String phase) {
        int batch = whole(key(phase, "batch"));
        int minibatch = whole(key(phase, "minibatch"));
        if (minibatch > batch) {
            throw refused("has a minibatch of %s in a large batch of %s; make minibatch at most batch"
                    .formatted(minibatch, batch));
        }
        return new PhaseRecipe(
                phase,
                PartSpec.parseAll(list(key(phase, "augment"))),
                text(key(phase, "targets")).map(PartSpec::parse),
                tasks(key(phase, "tasks")),
                batch,
                minibatch,
                whole(key(phase, "epochs_per_batch")),
                PhaseRecipe.Redraw.valueOf(constant(key(phase, "redraw"))),
                whole(key(phase, "updates_per_minibatch")),
                choice(key(phase, "drop_last")).equals(KeyReference.TRUE),
                PhaseRecipe.Order.valueOf(constant(key(phase, "order"))));
    }

    /** {@return the name of the constant for a word} */
    private String constant(String key) {
        return choice(key).toUpperCase(Locale.ROOT);
    }

    /** {@return the constant for one of a key's words} */
    private String choice(String key) {
        String value = word(key);
        List<String> words = known(key).words();
        if (!words.contains(value)) {
            throw refused("has %s=%s; known are %s".formatted(key, value, String.join(", ", words)));
        }
        return value;
    }

    private String key(String phase, String key) {
        return properties.containsKey(phase + "." + key) ? phase + "." + key : key;
    }

    private void checkKeys(List<String> phases) {
        for (String key : properties.keySet()) {
            if (!Keys.VARIANT.contains(key) && !Keys.PHASE.contains(ofPhase(key, phases))) {
                throw FormerNames.unknownKey("key of variant " + name, key, known(phases));
            }
        }
        properties.forEach(RecipeReader::checkValue);
        Keys.PHASE.stream().filter(properties::containsKey).forEach(key -> checkRead(key, phases));
    }

    /** {@return a key without the phase before it, if it begins with one} */
    private static String ofPhase(String key, List<String> phases) {
        for (String phase : phases) {
            if (key.startsWith(phase) && key.startsWith(".", phase.length())) {
                return key.substring(phase.length() + 1);
            }
        }
        return key;
    }

    private static Set<String> known(List<String> phases) {
        Set<String> known = new LinkedHashSet<>(Keys.VARIANT);
        known.addAll(Keys.PHASE);
        phases.forEach(phase -> Keys.PHASE.forEach(key -> known.add(phase + "." + key)));
        return known;
    }

    private static void checkValue(String key, Object value) {
        String own = RecipeDraft.own(key);
        boolean several = value instanceof Collection || value.getClass().isArray();
        if (several && !Keys.LISTS.contains(own)) {
            throw new RefusedException("%s is a list of values; it takes one.".formatted(key));
        }
        if (!several && value.toString().isBlank() && !Keys.mayBeEmpty(key)) {
            throw KeyReference.empty(key);
        }
    }

    private void checkPhases(List<String> phases) {
        for (String phase : phases) {
            NameCheck.check("phase", phase);
            if (phase.contains(".")) {
                throw refused("has the phase “%s”; a phase's name has no dot, which separates it from a key"
                        .formatted(phase));
            }
            if (Collections.frequency(phases, phase) > 1) {
                throw refused("has the phase “%s” twice; give each phase a name of its own".formatted(phase));
            }
        }
    }

    /** Refuses a key for all phases if every phase has its own value, because it would have no effect. */
    private void checkRead(String key, List<String> phases) {
        List<String> own = phases.stream().map(phase -> phase + "." + key).toList();
        if (properties.keySet().containsAll(own)) {
            throw refused("has %s, which has no effect, because every phase has its own; set %s instead"
                    .formatted(key, String.join(" or ", own)));
        }
    }

    /** The configuration in one form: lists as lists, whole numbers as numbers, the rest as text. */
    private Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            String own = key.substring(key.indexOf('.') + 1);
            if (Keys.LISTS.contains(own)) {
                plain.put(key, texts(value));
            } else if (Keys.WHOLE_NUMBERS.contains(own)) {
                plain.put(key, whole(key));
            } else if (Keys.FLAGS.contains(own)) {
                plain.put(key, Boolean.valueOf(choice(key)));
            } else if (!key.equals(Keys.NAME)) {
                plain.put(key, value.toString().strip());
            }
        });
        return plain;
    }

    private <T> List<T> all(String key, Function<String, T> parse) {
        return list(key).stream().map(parse).toList();
    }

    private List<String> list(String key) {
        Object value = properties.get(key);
        return value == null ? List.of() : texts(value);
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            collection.forEach(entry -> texts.add(String.valueOf(entry).strip()));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(String.valueOf(Array.get(value, i)).strip());
            }
        } else {
            Arrays.stream(value.toString().split(";"))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .forEach(texts::add);
        }
        return List.copyOf(texts);
    }

    /** Reads tasks. Each task may occur once, because it would not be clear which of two counts. */
    private List<TaskSpec> tasks(String key) {
        List<TaskSpec> tasks = requiredList(key).stream().map(TaskSpec::parse).toList();
        Set<String> ids = new HashSet<>();
        for (TaskSpec task : tasks) {
            if (!ids.add(task.part().id())) {
                throw refused("names the task %s twice in %s; write it once, with one weight"
                        .formatted(task.part().id(), key));
            }
        }
        return tasks;
    }

    private List<String> requiredList(String key) {
        List<String> list = list(key);
        if (list.isEmpty()) {
            throw refused("has no " + key + "; name at least one");
        }
        return list;
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(properties.get(key))
                .map(value -> value.toString().strip())
                .filter(value -> !value.isEmpty());
    }

    /** {@return the value of a key, or its default} */
    private String word(String key) {
        return text(key).orElseGet(known(key)::fallback);
    }

    private static KeyReference known(String key) {
        return KeyReference.find(key).orElseThrow(() -> new IllegalArgumentException(key));
    }

    private String required(String key) {
        return text(key).orElseThrow(() -> refused("has no " + key + "; name one"));
    }

    private int whole(String key) {
        String value = word(key);
        int min = known(key).min().orElseThrow();
        OptionalInt number = NumberParser.whole(value);
        if (number.isEmpty() || number.getAsInt() < min) {
            throw refused("has %s=%s; it takes a whole number of at least %s%s"
                    .formatted(key, value, min, NumberParser.wholeAdvice(value)));
        }
        return number.getAsInt();
    }

    private RefusedException refused(String what) {
        return new RefusedException("Variant %s %s.".formatted(name, what));
    }
}
