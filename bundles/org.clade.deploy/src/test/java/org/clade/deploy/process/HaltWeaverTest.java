package org.clade.deploy.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class HaltWeaverTest {

    /** Calls the woven method directly and through a reference. */
    static final class Halting {

        void call(boolean really) {
            if (really) {
                Runtime.getRuntime().halt(0);
            }
        }

        IntConsumer reference() {
            return Runtime.getRuntime()::halt;
        }
    }

    @Test
    void everyHaltBecomesAnExit() throws IOException {
        String file = Halting.class.getName().replace('.', '/') + ".class";
        byte[] before;
        try (InputStream in = Halting.class.getClassLoader().getResourceAsStream(file)) {
            before = in.readAllBytes();
        }
        assertTrue(calls(before).contains("java/lang/Runtime.halt"));
        List<String> after = calls(HaltWeaver.woven(before));
        assertFalse(after.contains("java/lang/Runtime.halt"), after::toString);
        assertTrue(
                after.stream()
                                .filter(call -> call.equals("java/lang/Runtime.exit"))
                                .count()
                        == 2,
                after::toString);
    }

    private static List<String> calls(byte[] bytes) {
        List<String> calls = new ArrayList<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new Calls(calls);
                            }
                        },
                        0);
        return calls;
    }

    private static final class Calls extends MethodVisitor {

        private final List<String> calls;

        private Calls(List<String> calls) {
            super(Opcodes.ASM9);
            this.calls = calls;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            calls.add(owner + "." + name);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    calls.add(handle.getOwner() + "." + handle.getName());
                }
            }
        }
    }
}
