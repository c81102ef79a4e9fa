package org.clade.backbone.vit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the tensors of a vision transformer are called in a file.
 *
 * @param title whose names these are
 * @param prefix before every name
 * @param classToken the class token
 * @param positions the positions of the tokens
 * @param registers the register tokens
 * @param patch the patch convolution, without {@code .weight}
 * @param block a block, with {@code %s} for its number
 * @param inBlock the tensors of a block
 * @param firstNorm the layer normalization before the blocks, if there is one
 * @param lastNorm the layer normalization after the blocks
 * @param projection the linear layer after the last normalization, if there is one, without {@code .weight}
 * @param leftOver the names that the network does not use
 */
record VitNames(
        String title,
        String prefix,
        String classToken,
        String positions,
        String registers,
        String patch,
        String block,
        BlockNames inBlock,
        Optional<String> firstNorm,
        String lastNorm,
        Optional<String> projection,
        Pattern leftOver) {

    /**
     * The tensors of a block, without {@code .weight} and {@code .bias}.
     *
     * @param firstNorm before the attention
     * @param qkv queries, keys and values: one tensor or three
     * @param output the last layer of the attention
     * @param secondNorm before the linear layers
     * @param fc1 the first linear layer
     * @param fc2 the second
     * @param scales the two tensors of LayerScale, whole names
     */
    record BlockNames(
            String firstNorm,
            List<String> qkv,
            String output,
            String secondNorm,
            String fc1,
            String fc2,
            List<String> scales) {}

    /** DINOv2's own files and those of timm. */
    static final VitNames TORCH = new VitNames(
            "DINOv2 and timm",
            "",
            "cls_token",
            "pos_embed",
            "register_tokens",
            "patch_embed.proj",
            "blocks.%s.",
            new BlockNames(
                    "norm1",
                    List.of("attn.qkv"),
                    "attn.proj",
                    "norm2",
                    "mlp.fc1",
                    "mlp.fc2",
                    List.of("ls1.gamma", "ls2.gamma")),
            Optional.empty(),
            "norm",
            Optional.empty(),
            Pattern.compile("mask_token|head\\.(weight|bias)"));

    /** DINOv2 in the files of transformers. */
    static final VitNames HUGGING_FACE = new VitNames(
            "Hugging Face's DINOv2",
            "",
            "embeddings.cls_token",
            "embeddings.position_embeddings",
            "embeddings.register_tokens",
            "embeddings.patch_embeddings.projection",
            "encoder.layer.%s.",
            new BlockNames(
                    "norm1",
                    List.of("attention.attention.query", "attention.attention.key", "attention.attention.value"),
                    "attention.output.dense",
                    "norm2",
                    "mlp.fc1",
                    "mlp.fc2",
                    List.of("layer_scale1.lambda1", "layer_scale2.lambda1")),
            Optional.empty(),
            "layernorm",
            Optional.empty(),
            Pattern.compile("(.*\\.)?embeddings\\.mask_token|classifier\\.(weight|bias)"));

    /** DINOv2 in the memory of transformers 5, whose {@code state_dict} has other names than its files. */
    static final VitNames HUGGING_FACE_IN_MEMORY = HUGGING_FACE.withBlocks(new BlockNames(
            "norm1",
            List.of("attention.q_proj", "attention.k_proj", "attention.v_proj"),
            "attention.o_proj",
            "norm2",
            "mlp.fc1",
            "mlp.fc2",
            HUGGING_FACE.inBlock().scales()));

    /** The vision tower of CLIP in the files of transformers. */
    static final VitNames CLIP = new VitNames(
            "Hugging Face's CLIP",
            "",
            "embeddings.class_embedding",
            "embeddings.position_embedding.weight",
            "",
            "embeddings.patch_embedding",
            "encoder.layers.%s.",
            new BlockNames(
                    "layer_norm1",
                    List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
                    "self_attn.out_proj",
                    "layer_norm2",
                    "mlp.fc1",
                    "mlp.fc2",
                    List.of()),
            Optional.of("pre_layrnorm"),
            "post_layernorm",
            Optional.of("visual_projection"),
            Pattern.compile("text_model\\..*|text_projection\\.weight|logit_scale|(.*\\.)?position_ids"));

    /** {@return these names with something before each} */
    VitNames withPrefix(String text) {
        return new VitNames(
                title,
                text,
                text + classToken,
                text + positions,
                text + registers,
                text + patch,
                text + block,
                inBlock,
                firstNorm.map(name -> text + name),
                text + lastNorm,
                projection,
                leftOver);
    }

    private VitNames withBlocks(BlockNames others) {
        return new VitNames(
                title,
                prefix,
                classToken,
                positions,
                registers,
                patch,
                block,
                others,
                firstNorm,
                lastNorm,
                projection,
                leftOver);
    }

    /** {@return these names with other names for the registers} */
    VitNames withRegisters(String name) {
        return new VitNames(
                title,
                prefix,
                classToken,
                positions,
                name,
                patch,
                block,
                inBlock,
                firstNorm,
                lastNorm,
                projection,
                leftOver);
    }

    /** {@return the name of a tensor of a block} */
    String inBlock(int number, String name) {
        return block.formatted(number) + name;
    }

    /** {@return whether it is CLIP: a normalization before the blocks, and no bias of the patches} */
    boolean isClip() {
        return firstNorm.isPresent();
    }
}
