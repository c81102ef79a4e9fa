package org.clade.data;

import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.data.ResizedCrop;
import org.clade.golden.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainedPreprocessingTest {

    private static final int COLORS = 3;
    private static final double FULL = 255;

    @ParameterizedTest
    @CsvSource({"dinov2, BICUBIC", "clip, BICUBIC", "resnet, BILINEAR"})
    void centersAreThoseOfPillowAndTorchvision(String network, Interpolation interpolation) {
        Golden golden = Golden.load("preprocess__" + network);
        long[] size = golden.shape("inputs.image");
        int crop = (int) golden.number("params.crop");
        ImageShape shape = new ImageShape(COLORS, (int) size[0], (int) size[1]);
        byte[] center = new AreaScaler()
                .center(
                        planes(golden.integers("inputs.image")),
                        shape,
                        new ResizedCrop((int) golden.number("params.resize_shorter_side"), crop, interpolation));
        golden.check("expected.cropped", interleaved(center));
        golden.check(
                "expected.tensor",
                golden.number("tolerance.abs_of_tensor"),
                0,
                normalized(center, golden.numbers("params.mean"), golden.numbers("params.std")));
    }

    private static byte[] planes(int[] interleaved) {
        int pixels = interleaved.length / COLORS;
        byte[] planes = new byte[interleaved.length];
        for (int i = 0; i < interleaved.length; i++) {
            planes[i % COLORS * pixels + i / COLORS] = (byte) interleaved[i];
        }
        return planes;
    }

    private static double[] interleaved(byte[] planes) {
        int pixels = planes.length / COLORS;
        double[] interleaved = new double[planes.length];
        for (int i = 0; i < planes.length; i++) {
            interleaved[i] = planes[i % COLORS * pixels + i / COLORS] & 0xFF;
        }
        return interleaved;
    }

    private static double[] normalized(byte[] planes, double[] mean, double[] deviation) {
        int pixels = planes.length / COLORS;
        double[] numbers = new double[planes.length];
        for (int i = 0; i < planes.length; i++) {
            numbers[i] = ((planes[i] & 0xFF) / FULL - mean[i / pixels]) / deviation[i / pixels];
        }
        return numbers;
    }
}
