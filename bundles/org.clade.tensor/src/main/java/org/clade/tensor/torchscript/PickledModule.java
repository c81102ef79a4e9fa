package org.clade.tensor.torchscript;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A pickled module of another program. Its instructions are measured and not run: so they can stand inside another pickle, where they put
 * the module on the stack. Their memory cells are their own, since each is written before it is read.
 *
 * @param type the qualified name of the class
 * @param instructions the instructions, without the version in front and the end
 * @param training the places where an attribute {@code training} is set to true
 */
record PickledModule(String type, byte[] instructions, Set<Integer> training) {

    private static final byte TRUE = (byte) 0x88;
    private static final byte FALSE = (byte) 0x89;
    private static final String TRAINING = "training";

    /**
     * Measures a pickle.
     *
     * @param pickle the pickle, protocol 2
     * @return the module
     * @throws IOException if it has an instruction that TorchScript does not use, or is no module
     */
    static PickledModule parse(byte[] pickle) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        if (pickle.length < 4 || in.get() != (byte) 0x80 || in.get() != 2 || in.get(in.position()) != 'c') {
            throw new IOException("It is no pickled module");
        }
        int start = in.position();
        String type = null;
        Set<Integer> training = new HashSet<>();
        Set<Integer> cells = new HashSet<>();
        boolean named = false; // whether the last text is “training”
        while (in.hasRemaining()) {
            int place = in.position();
            byte code = in.get();
            switch (code) {
                case '.' -> {
                    if (in.hasRemaining() || type == null) {
                        throw new IOException("Its pickle goes on after its end");
                    }
                    return new PickledModule(type, Arrays.copyOfRange(pickle, start, place), training);
                }
                case 'c' -> {
                    String name = line(in) + "." + line(in);
                    type = type == null ? name : type;
                    named = false;
                }
                case 'X' -> {
                    byte[] text = new byte[length(in, in.getInt())];
                    in.get(text);
                    named = new String(text, StandardCharsets.UTF_8).equals(TRAINING);
                }
                case 'q', 'r' -> {
                    int cell = code == 'q' ? in.get() & 0xFF : in.getInt();
                    if (named) {
                        cells.add(cell);
                    } else {
                        cells.remove(cell);
                    }
                }
                case 'h', 'j' -> named = cells.contains(code == 'h' ? in.get() & 0xFF : in.getInt());
                default -> {
                    if (code == TRUE && named) {
                        training.add(place - start);
                    }
                    named = false;
                    in.position(in.position() + length(in, argument(code, in)));
                }
            }
        }
        throw new IOException("Its pickle ends early");
    }

    private static String line(ByteBuffer in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (in.hasRemaining()) {
            char character = (char) (in.get() & 0xFF);
            if (character == '\n') {
                return line.toString();
            }
            line.append(character);
        }
        throw new IOException("Its pickle ends early");
    }

    private static int length(ByteBuffer in, int bytes) throws IOException {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IOException("Its pickle ends early");
        }
        return bytes;
    }

    /** {@return how many bytes follow an instruction} */
    private static int argument(byte code, ByteBuffer in) throws IOException {
        return switch (code) {
            case '(',
                    ')',
                    '}',
                    ']',
                    't',
                    'u',
                    's',
                    'a',
                    'e',
                    'b',
                    'R',
                    'Q',
                    'N',
                    '0',
                    '2',
                    (byte) 0x81,
                    (byte) 0x85,
                    (byte) 0x86,
                    (byte) 0x87,
                    TRUE,
                    FALSE -> 0;
            case 'K' -> 1;
            case 'M' -> 2;
            case 'J' -> 4;
            case 'G' -> 8;
            case (byte) 0x8a -> 1 + (in.get(in.position()) & 0xFF);
            case 'T' -> Integer.BYTES + in.getInt(in.position());
            case 'U' -> 1 + (in.get(in.position()) & 0xFF);
            default -> throw new IOException(
                    "Its pickle has the instruction 0x%02x, which no module of TorchScript has".formatted(code));
        };
    }

    /** {@return the instructions, with every {@code training} set to false, as {@code eval()} does} */
    byte[] evaluating() {
        byte[] copy = instructions.clone();
        training.forEach(place -> copy[place] = FALSE);
        return copy;
    }
}
