//! Closed vocabularies, in the field's own terms. A word that is missing here is a change of the schema; open
//! vocabularies (families, techniques, organizations) are entries.

use schemars::JsonSchema;
use serde::Deserialize;

/// Declares an enum of words: reader, JSON Schema, the word of each variant and the list of all.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident => $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize, JsonSchema)]
        pub enum $name {
            $($(#[doc = $doc])+ #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word of this vocabulary, in schema order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as files write it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a model is for.
    Role {
        /// Understands and generates in one model; the subject of the survey.
        Unified => "unified",
        /// Text in, text out.
        LanguageModel => "language-model",
        /// Images (and text) in, text out.
        VisionLanguageModel => "vision-language-model",
        /// Makes images, by whatever means.
        ImageGenerator => "image-generator",
        /// Makes video.
        VideoGenerator => "video-generator",
        /// Makes sound, speech or music.
        AudioGenerator => "audio-generator",
        /// Turns images into features.
        VisionEncoder => "vision-encoder",
        /// Turns text into features.
        TextEncoder => "text-encoder",
        /// Turns sound into features.
        AudioEncoder => "audio-encoder",
        /// Turns several modalities into one feature space.
        MultimodalEncoder => "multimodal-encoder",
        /// Anything else, such as a segmenter or a detector.
        Other => "other",
    }
}

words! {
    /// How the survey (arXiv 2505.02567, section 3) tells unified models apart at the top.
    Paradigm {
        /// All modalities are produced by denoising.
        Diffusion => "diffusion",
        /// A transformer predicts the next token of any modality; images may be decoded by a separate diffusion model.
        Autoregressive => "autoregressive",
        /// One transformer predicts text token by token and denoises images.
        Hybrid => "hybrid",
    }
}

words! {
    /// A modality that goes in or comes out.
    Modality {
        /// Written language.
        Text => "text",
        /// Still images.
        Image => "image",
        /// Moving images.
        Video => "video",
        /// Sound of any kind.
        Audio => "audio",
        /// Spoken language.
        Speech => "speech",
        /// Music.
        Music => "music",
        /// Three-dimensional shapes or scenes.
        ThreeD => "3d",
        /// Robot or agent actions.
        Action => "action",
        /// Bounding boxes.
        Box => "box",
        /// Segmentation masks.
        Mask => "mask",
        /// Depth, normals, key points and other dense or sparse maps.
        Map => "map",
    }
}

words! {
    /// How a modality is produced.
    Objective {
        /// Discrete tokens one after another.
        NextToken => "next-token",
        /// Discrete token maps, one resolution after another.
        NextScale => "next-scale",
        /// Discrete tokens, masked and predicted in parallel over some steps.
        MaskedToken => "masked-token",
        /// Discrete diffusion or discrete flow over tokens.
        DiscreteDiffusion => "discrete-diffusion",
        /// Continuous latents one position or group after another, each denoised by a small head.
        AutoregressiveDiffusion => "autoregressive-diffusion",
        /// Denoising of continuous latents.
        Diffusion => "diffusion",
        /// A flow or rectified flow over continuous latents.
        FlowMatching => "flow-matching",
        /// Continuous features predicted directly.
        Regression => "regression",
    }
}

words! {
    /// The attention mask of the backbone.
    Attention {
        /// Each position sees those before it.
        Causal => "causal",
        /// Each position sees all.
        Bidirectional => "bidirectional",
        /// Causal for text, bidirectional within an image.
        Mixed => "mixed",
    }
}

words! {
    /// What a component does in the model. One component may do several.
    ComponentRole {
        /// The transformer (or other network) that everything passes through.
        Backbone => "backbone",
        /// Turns input signals into features or tokens that the backbone understands.
        UnderstandingEncoder => "understanding-encoder",
        /// Turns signals into the tokens or latents that generation is trained on.
        GenerationEncoder => "generation-encoder",
        /// Turns what the backbone generates into a signal.
        GenerationDecoder => "generation-decoder",
        /// Maps features into the backbone's space, or out of it.
        Connector => "connector",
        /// Learnable queries that draw conditions out of the backbone.
        QueryInterface => "query-interface",
        /// Encodes a text prompt apart from the backbone.
        TextEncoder => "text-encoder",
        /// Produces text apart from the backbone.
        TextDecoder => "text-decoder",
    }
}

words! {
    /// How a component's weights start.
    Start {
        /// From published weights.
        Pretrained => "pretrained",
        /// From random weights.
        Scratch => "scratch",
    }
}

words! {
    /// What training does to a component.
    Training {
        /// Its weights never change.
        Frozen => "frozen",
        /// Its weights change in at least one stage.
        Tuned => "tuned",
    }
}

words! {
    /// Whether a tokenizer's code is discrete.
    TokenForm {
        /// Indices into a codebook.
        Discrete => "discrete",
        /// Real-valued latents or features.
        Continuous => "continuous",
    }
}

words! {
    /// How a discrete tokenizer quantizes.
    Quantizer {
        /// One learned codebook.
        Vq => "vq",
        /// Residual quantization: several codes a position, coarse to fine.
        Rq => "rq",
        /// Several codebooks side by side.
        MultiCodebook => "multi-codebook",
        /// Several scales, each quantized.
        MultiScale => "multi-scale",
        /// Look-up-free quantization: signs of each dimension.
        Lfq => "lfq",
        /// Binary spherical quantization.
        Bsq => "bsq",
        /// Finite scalar quantization.
        Fsq => "fsq",
    }
}

words! {
    /// What a tokenizer's code is trained to keep.
    TokenObjective {
        /// Enough to rebuild the signal.
        Pixel => "pixel",
        /// Enough to tell what it shows.
        Semantic => "semantic",
        /// Both.
        Dual => "dual",
    }
}

words! {
    /// What a method works on.
    MethodCategory {
        /// How a model is trained.
        Training => "training",
        /// How a model is aligned to preferences or rewards.
        Alignment => "alignment",
        /// How a model is taught by another.
        Distillation => "distillation",
        /// How a model is made smaller.
        Compression => "compression",
        /// How a model is run.
        Inference => "inference",
        /// How a model is built.
        Architecture => "architecture",
        /// How data is made or filtered.
        Data => "data",
    }
}

words! {
    /// What a dataset or a benchmark is about.
    Task {
        /// Image and text pairs for pretraining.
        ImageTextPairs => "image-text-pairs",
        /// Images and text in documents.
        Interleaved => "interleaved",
        /// Text only.
        TextOnly => "text-only",
        /// Class labels of images.
        ImageClassification => "image-classification",
        /// Instructions or questions about images.
        ImageUnderstanding => "image-understanding",
        /// Instructions or questions about video.
        VideoUnderstanding => "video-understanding",
        /// Captions.
        Captioning => "captioning",
        /// Reading text in images.
        Ocr => "ocr",
        /// Where things are.
        Grounding => "grounding",
        /// Images from text.
        TextToImage => "text-to-image",
        /// Video from text or images.
        TextToVideo => "text-to-video",
        /// Changed images.
        ImageEditing => "image-editing",
        /// Images of a given subject.
        SubjectDriven => "subject-driven",
        /// Images or video rebuilt from codes.
        Reconstruction => "reconstruction",
        /// Images and text produced together.
        InterleavedGeneration => "interleaved-generation",
        /// Sound or speech, understood.
        AudioUnderstanding => "audio-understanding",
        /// Sound or speech, made.
        AudioGeneration => "audio-generation",
        /// Understanding and generation, measured together.
        UnifiedEvaluation => "unified-evaluation",
        /// Acting in an environment.
        Acting => "acting",
        /// Preferences between outputs.
        Preference => "preference",
    }
}

words! {
    /// Where in training a dataset is used.
    StageKind {
        /// The first, large-scale stage or stages.
        Pretraining => "pretraining",
        /// A stage that only aligns new parts with frozen ones.
        Alignment => "alignment",
        /// Further training on selected or higher-resolution data.
        ContinuedPretraining => "continued-pretraining",
        /// Supervised or instruction tuning.
        InstructionTuning => "instruction-tuning",
        /// Tuning towards preferences or rewards.
        PreferenceTuning => "preference-tuning",
        /// The training of a tokenizer.
        Tokenizer => "tokenizer",
        /// A stage that the source does not name.
        Unspecified => "unspecified",
    }
}

words! {
    /// How far weights, code or data can be had.
    Access {
        /// For anybody to download.
        Open => "open",
        /// On conditions beyond a licence, such as a request.
        Gated => "gated",
        /// Only through a service.
        Service => "service",
        /// Not at all.
        Closed => "closed",
    }
}

words! {
    /// Which way a metric improves.
    Direction {
        /// More is better.
        HigherIsBetter => "higher-is-better",
        /// Less is better.
        LowerIsBetter => "lower-is-better",
    }
}

words! {
    /// What a metric counts in.
    Unit {
        /// Zero to a hundred.
        Percent => "percent",
        /// Zero to one.
        Fraction => "fraction",
        /// Points on the benchmark's own scale.
        Points => "points",
        /// A distance without a unit, such as FID.
        Distance => "distance",
        /// Decibels.
        Decibel => "decibel",
        /// A count.
        Count => "count",
    }
}

words! {
    /// How a metric follows from others.
    Operation {
        /// The mean of the parts.
        Mean => "mean",
        /// The sum of the parts.
        Sum => "sum",
        /// The sum of the parts, each times its weight.
        WeightedSum => "weighted-sum",
    }
}

words! {
    /// What a dataset's size counts.
    SizeUnit {
        /// Images.
        Images => "images",
        /// Image and text pairs.
        Pairs => "pairs",
        /// Training or evaluation samples.
        Samples => "samples",
        /// Questions.
        Questions => "questions",
        /// Prompts.
        Prompts => "prompts",
        /// Documents.
        Documents => "documents",
        /// Videos.
        Videos => "videos",
        /// Clips of sound.
        Clips => "clips",
        /// Hours.
        Hours => "hours",
        /// Tokens.
        Tokens => "tokens",
        /// Conversations.
        Conversations => "conversations",
    }
}
