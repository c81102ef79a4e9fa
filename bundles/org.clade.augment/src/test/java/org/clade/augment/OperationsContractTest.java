package org.clade.augment;

import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.ImageOperationContract;
import org.junit.jupiter.api.Nested;

/** Every operation under the contract for third-party operations. */
class OperationsContractTest {

    interface OperationContract extends ImageOperationContract {

        @Override
        default TensorEngine engine() {
            return TorchEngine.start();
        }
    }

    @Nested
    class OfHorizontalFlip implements OperationContract {
        @Override
        public ImageOperation part() {
            return new HorizontalFlip();
        }

        @Override
        public List<String> settings() {
            return List.of("", "1");
        }
    }

    @Nested
    class OfColorJitter implements OperationContract {
        @Override
        public ImageOperation part() {
            return new ColorJitter();
        }

        @Override
        public List<String> settings() {
            return List.of(
                    "",
                    "brightness=0.4, contrast=0.4, saturation=0.4, hue=0.125",
                    "brightness=0, contrast=0, saturation=1, hue=0",
                    "brightness=0, contrast=0, hue=0");
        }
    }

    @Nested
    class OfAffine implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Affine();
        }

        @Override
        public List<String> settings() {
            return List.of("", "fill=edge, center=half", "rotate=0, shear=0, scale=0.3..3");
        }
    }

    @Nested
    class OfKerasAffine implements OperationContract {
        @Override
        public ImageOperation part() {
            return new KerasAffine();
        }
    }

    @Nested
    class OfRotate implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Rotate();
        }
    }

    @Nested
    class OfGrayscale implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Grayscale();
        }

        @Override
        public List<String> settings() {
            return List.of("", "0.2");
        }
    }

    @Nested
    class OfNormalize implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Normalize();
        }

        @Override
        public List<String> settings() {
            return List.of("mean=0.449, std=0.226", "mean=0.447+0.440+0.407");
        }

        @Override
        public boolean staysWithinRange() {
            return false;
        }
    }

    @Nested
    class OfCrop implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Crop();
        }

        @Override
        public List<String> settings() {
            return List.of("", "24+20+16, to=32", "20, to=20", "20, to=27", "23+17, to=23");
        }
    }

    @Nested
    class OfCenterCrop implements OperationContract {
        @Override
        public ImageOperation part() {
            return new CenterCrop();
        }

        @Override
        public List<String> settings() {
            return List.of("", "24, to=32", "32");
        }
    }

    @Nested
    class OfResize implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Resize();
        }

        @Override
        public List<String> settings() {
            return List.of("32", "17, filter=bicubic", "40, filter=nearest");
        }

        @Override
        public List<ImageShape> images() {
            return List.of(new ImageShape(1, 28, 28), new ImageShape(3, 32, 32), new ImageShape(3, 50, 20));
        }
    }

    @Nested
    class OfChannelShift implements OperationContract {
        @Override
        public ImageOperation part() {
            return new ChannelShift();
        }
    }

    @Nested
    class OfQuarterTurns implements OperationContract {
        @Override
        public ImageOperation part() {
            return new QuarterTurns();
        }
    }

    @Nested
    class OfSobel implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Sobel();
        }

        @Override
        public boolean staysWithinRange() {
            return false;
        }
    }

    @Nested
    class OfRescale implements OperationContract {
        @Override
        public ImageOperation part() {
            return new Rescale();
        }
    }
}
