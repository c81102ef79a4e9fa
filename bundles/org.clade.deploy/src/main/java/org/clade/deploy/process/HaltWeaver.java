package org.clade.deploy.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces {@link Runtime#halt} by {@link Runtime#exit} in the classes of users' bundles. Both end Clade, but after
 * {@code halt} Clade could not report which bundle called it.
 */
public final class HaltWeaver implements WeavingHook {

    private static final Logger LOG = LoggerFactory.getLogger(HaltWeaver.class);

    private static final String RUNTIME = "java/lang/Runtime";
    private static final String HALT = "halt";
    private static final String EXIT = "exit";

    private final Predicate<Bundle> users;

    /**
     * A weaver.
     *
     * @param users whether a bundle is a user's
     */
    public HaltWeaver(Predicate<Bundle> users) {
        this.users = users;
    }

    @Override
    public void weave(WovenClass woven) {
        if (!users.test(woven.getBundleWiring().getBundle())) {
            return;
        }
        byte[] before = woven.getBytes();
        if (!mentions(before)) {
            return;
        }
        try {
            woven.setBytes(woven(before));
        } catch (IllegalArgumentException e) { // a class file of a newer Java than the library knows
            LOG.debug("{} stays unchanged", woven.getClassName(), e);
        }
    }

    private static boolean mentions(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(HALT) && text.contains(RUNTIME);
    }

    /** {@return the class without its calls of {@code halt}} */
    static byte[] woven(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Classes(writer), 0);
        return writer.toByteArray();
    }

    private static String mapped(String owner, String name) {
        return owner.equals(RUNTIME) && name.equals(HALT) ? EXIT : name;
    }

    private static final class Classes extends ClassVisitor {

        private Classes(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Methods(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class Methods extends MethodVisitor {

        private Methods(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            super.visitMethodInsn(opcode, owner, mapped(owner, name), descriptor, ofInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] mapped = Arrays.stream(arguments).map(Methods::argument).toArray();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, mapped);
        }

        private static Object argument(Object argument) {
            return argument instanceof Handle handle
                    ? new Handle(
                            handle.getTag(),
                            handle.getOwner(),
                            mapped(handle.getOwner(), handle.getName()),
                            handle.getDesc(),
                            handle.isInterface())
                    : argument;
        }
    }
}
