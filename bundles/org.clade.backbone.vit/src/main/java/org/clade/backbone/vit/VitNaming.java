package org.clade.backbone.vit;

import java.util.List;
import java.util.function.Predicate;
import org.clade.api.part.RefusedException;
import org.clade.tensor.weights.WeightFile;

/** Recognizes whose names a file of weights has, and refuses those that the network does not read, saying what to do. */
final class VitNaming {

    private static final List<String> CLIP_PREFIXES = List.of("vision_model.", "");
    private static final List<String> DINOV2_PREFIXES = List.of("", "dinov2.", "dinov2_with_registers.");
    private static final String TIMM_REGISTERS = "reg_token";

    private VitNaming() {}

    /**
     * Recognizes the names.
     *
     * @param file the file
     * @return the names
     * @throws RefusedException if they are others
     */
    static VitNames of(WeightFile file) {
        refuseOthers(file);
        for (String prefix : CLIP_PREFIXES) {
            if (file.has(prefix + VitNames.CLIP.classToken())) {
                return VitNames.CLIP.withPrefix(prefix);
            }
        }
        for (String prefix : DINOV2_PREFIXES) {
            if (file.has(prefix + VitNames.HUGGING_FACE.classToken())) {
                return names(file, prefix);
            }
        }
        if (file.has(VitNames.TORCH.classToken())) {
            return file.has(TIMM_REGISTERS) ? VitNames.TORCH.withRegisters(TIMM_REGISTERS) : VitNames.TORCH;
        }
        throw new RefusedException(
                "“%s” has the names of no network that vit reads (cls_token, embeddings.cls_token or vision_model.embeddings.class_embedding), but begins with %s; docs/pretrained.md shows how to save DINOv2, CLIP and timm's transformers."
                        .formatted(file.path(), file.first()));
    }

    private static VitNames names(WeightFile file, String prefix) {
        VitNames inMemory = VitNames.HUGGING_FACE_IN_MEMORY.withPrefix(prefix);
        String output = inMemory.inBlock().output() + ".weight";
        return file.has(inMemory.inBlock(0, output)) ? inMemory : VitNames.HUGGING_FACE.withPrefix(prefix);
    }

    private static void refuseOthers(WeightFile file) {
        refuse(
                file,
                name -> name.startsWith("visual.conv1") || name.contains("transformer.resblocks."),
                "has OpenAI's or OpenCLIP's own names",
                "save the same model from transformers, CLIPVisionModelWithProjection.from_pretrained(…).state_dict()");
        refuse(
                file,
                name -> name.equals("norm_pre.weight"),
                "is a CLIP tower in timm's names",
                "save the same model from transformers, CLIPVisionModelWithProjection.from_pretrained(…).state_dict()");
        refuse(
                file,
                name -> name.matches("blocks\\.\\d+\\.\\d+\\..*"),
                "has the chunked blocks of a training checkpoint of DINOv2",
                "save the released model, as docs/pretrained.md shows");
        refuse(
                file,
                name -> name.matches("(teacher|student|module)\\..*"),
                "is a training checkpoint with several networks or wrapped names",
                "save the state_dict of the one network");
        refuse(
                file,
                name -> name.endsWith("mlp.w12.weight") || name.endsWith("mlp.weights_in.weight"),
                "has SwiGLU layers, as ViT-g does, which vit does not build",
                "take a small, base or large model");
        refuse(
                file,
                name -> name.endsWith("layernorm_before.weight"),
                "is a plain transformer in the names of transformers",
                "save the same model from timm");
    }

    private static void refuse(WeightFile file, Predicate<String> sign, String what, String remedy) {
        file.names().stream().filter(sign).findFirst().ifPresent(name -> {
            throw new RefusedException("“%s” %s (%s); %s.".formatted(file.path(), what, name, remedy));
        });
    }
}
