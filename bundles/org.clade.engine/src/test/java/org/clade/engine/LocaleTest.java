package org.clade.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Locale;
import org.clade.engine.torch.TorchEngine;
import org.clade.engine.torch.TorchOperators;
import org.clade.engine.torch.TorchScriptArchive;
import org.clade.golden.ForeignLocales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TorchScript is a text for a machine. */
class LocaleTest {

    @ParameterizedTest
    @MethodSource("org.clade.golden.ForeignLocales#all")
    void theTextOfTheOperatorsIsTheSameInEveryLocale(Locale locale) {
        String text = ForeignLocales.under(locale, TorchOperators::source);
        assertEquals(ForeignLocales.under(Locale.ROOT, TorchOperators::source), text);
        assertTrue(text.chars().noneMatch(c -> Character.isDigit(c) && (c < '0' || c > '9')), text);
    }

    @Test
    void libtorchLoadsAndRunsItWhereDigitsAreOthers() {
        float[] sum = ForeignLocales.under(Locale.forLanguageTag("ar-EG-u-nu-arab"), () -> {
            try (NDManager manager = TorchEngine.start().newManager(Device.cpu());
                    NDManager scope = manager.newSubManager()) {
                new TorchScriptArchive("Operators", TorchOperators.source())
                        .load(scope)
                        .close();
                NDArray bits = TorchEngine.start().operators().toBfloat16(manager.create(new float[] {1, 2.5f}));
                return bits.toType(ai.djl.ndarray.types.DataType.FLOAT32, true).toFloatArray();
            }
        });
        assertArrayEquals(new float[] {1, 2.5f}, sum);
    }
}
