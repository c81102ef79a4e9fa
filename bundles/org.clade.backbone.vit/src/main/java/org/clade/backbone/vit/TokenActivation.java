package org.clade.backbone.vit;

import ai.djl.nn.Block;
import java.util.Optional;
import org.clade.layer.Layers;

/** The activation between the two linear layers of a transformer block. */
enum TokenActivation {
    /** As {@code config.json} says, otherwise quick GELU for CLIP and exact GELU for the others. */
    AUTO {
        @Override
        Block block() {
            throw new IllegalStateException("auto is decided before");
        }
    },
    /** The exact GELU. */
    GELU {
        @Override
        Block block() {
            return Layers.gelu();
        }
    },
    /** GELU's approximation by tanh. */
    GELU_TANH {
        @Override
        Block block() {
            return Layers.geluTanh();
        }
    },
    /** GELU's approximation by a sigmoid. */
    QUICK_GELU {
        @Override
        Block block() {
            return Layers.quickGelu();
        }
    };

    /** {@return a new block} */
    abstract Block block();

    /** {@return the activation that transformers calls so} */
    static Optional<TokenActivation> of(String hiddenAct) {
        return switch (hiddenAct) {
            case "gelu" -> Optional.of(GELU);
            case "quick_gelu" -> Optional.of(QUICK_GELU);
            case "gelu_new", "gelu_pytorch_tanh" -> Optional.of(GELU_TANH);
            default -> Optional.empty();
        };
    }
}
