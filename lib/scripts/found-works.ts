/** Works behind sources of data/published, as they were found in public texts: whole titles, authors and identifiers. */

export interface FoundWork {
  /** Sources that name it in words alone; absent where all give its identifier. */
  readonly words?: RegExp;
  readonly title: string;
  /** As BibTeX has them; absent where none was found. */
  readonly author?: string;
  /** Of publication; a preprint's is in its number. */
  readonly year?: number;
  /** Journal or blog. */
  readonly place?: string;
  /** As a source would give it: `arXiv …`, `DOI …`, `github owner/name` or an address without `https://`. */
  readonly identifier: string;
}

export const FOUND_WORKS: readonly FoundWork[] = [
  {
    title: "Accelerating AIGC Services with Latent Action Diffusion Scheduling in Edge Networks",
    author:
      "Xu, Changfu and Guo, Jianxiong and Lin, Wanyu and Zou, Haodong and Fan, Wentao and Wang, Tian and Chu, Xiaowen and Cao, Jiannong",
    identifier: "arXiv 2412.18212",
  },
  {
    words: /^AnimateDiff notes/,
    title: "AnimateDiff: Animate Your Personalized Text-to-Image Diffusion Models without Specific Tuning",
    author:
      "Guo, Yuwei and Yang, Ceyuan and Rao, Anyi and Liang, Zhengyang and Wang, Yaohui and Qiao, Yu and Agrawala, Maneesh and Lin, Dahua and Dai, Bo",
    identifier: "arXiv 2307.04725",
  },
  {
    words: /^AnimateLCM paper/,
    title:
      "AnimateLCM: Accelerating the Animation of Personalized Diffusion Models and Adapters with Decoupled Consistency Learning",
    author:
      "Wang, Fu-Yun and Huang, Zhaoyang and Shi, Xiaoyu and Bian, Weikang and Song, Guanglu and Liu, Yu and Li, Hongsheng",
    identifier: "arXiv 2402.00769",
  },
  {
    title: "Autoregressive Image Generation with Randomized Parallel Decoding",
    author: "Li, Haopeng and Yang, Jinyue and Li, Guoqi and Wang, Huan",
    identifier: "arXiv 2503.10568",
  },
  {
    words: /^BDDM paper/,
    title: "BDDM: Bilateral Denoising Diffusion Models for Fast and High-Quality Speech Synthesis",
    author: "Lam, Max W. Y. and Wang, Jun and Su, Dan and Yu, Dong",
    identifier: "arXiv 2203.13508",
  },
  {
    words: /^ChebBooster/,
    title:
      "ChebBooster: A Training-Free Approach for Efficient Diffusion Transformer Inference via Chebyshev-Inspired Extrapolation",
    author: "Lu, Chengjie and Deng, Tianchi and He, Zhengqi and Luo, Chengwen and Li, Xueliang",
    identifier: "arXiv 2608.23429",
  },
  {
    words: /^github README\(CCVFM/,
    title: "Coreset-Induced Conditional Velocity Flow Matching",
    author: "She, Zihua and Su, Jianxi and Wang, Xiao",
    identifier: "arXiv 2605.12951",
  },
  {
    words: /^Denoising Diffusion Gamma Models/,
    title: "Denoising Diffusion Gamma Models",
    author: "Nachmani, Eliya and San Roman, Robin and Wolf, Lior",
    identifier: "arXiv 2110.05948",
  },
  {
    title: "Diffusion-based Reinforcement Learning for Edge-enabled AI-Generated Content Services",
    author:
      "Du, Hongyang and Li, Zonghang and Niyato, Dusit and Kang, Jiawen and Xiong, Zehui and Huang, Huawei and Mao, Shiwen",
    identifier: "arXiv 2303.13052",
  },
  {
    words: /^LODCO MATLAB code/,
    title: "Dynamic Computation Offloading for Mobile-Edge Computing with Energy Harvesting Devices",
    author: "Mao, Yuyi and Zhang, Jun and Letaief, Khaled B.",
    year: 2016,
    place: "IEEE Journal on Selected Areas in Communications 34(12)",
    identifier: "DOI 10.1109/JSAC.2016.2611964",
  },
  {
    title:
      "EAT: QoS-Aware Edge-Collaborative AIGC Task Scheduling via Attention-Guided Diffusion Reinforcement Learning",
    author:
      "Xu, Zhifei and Tang, Zhiqing and Lou, Jiong and Yao, Zhi and Xie, Xuan and Wang, Tian and Wang, Yinglong and Jia, Weijia",
    identifier: "arXiv 2507.10026",
  },
  { words: /^edge_maskgit repository/, title: "chenxugz/edge_maskgit", identifier: "github chenxugz/edge_maskgit" },
  {
    words: /^Efficient-diffusion survey/,
    title: "Efficient Diffusion Models: A Comprehensive Survey from Principles to Practices",
    author:
      "Ma, Zhiyuan and Zhang, Yuzhu and Jia, Guoli and Zhao, Liangliang and Ma, Yichao and Ma, Mingjie and Liu, Gaofeng and Zhang, Kaiyan and Li, Jianjun and Zhou, Bowen",
    identifier: "arXiv 2410.11795",
  },
  {
    words: /^id 56237565509$/,
    title:
      "GenAI-5GS Fusion Approach: A New Path for Enhancing Computation Offloading Efficiency of Complex Tasks in Internet of Vehicles",
    author: "He, Chao and Jiang, Wenhui and Wang, Xing and Wang, Wanting and Na, Hong and Xie, Xin",
    year: 2026,
    place: "IEEE Transactions on Vehicular Technology",
    identifier: "DOI 10.1109/TVT.2026.3660468",
  },
  {
    words: /^improved DDPM/,
    title: "Improved Denoising Diffusion Probabilistic Models",
    author: "Nichol, Alex and Dhariwal, Prafulla",
    identifier: "arXiv 2102.09672",
  },
  {
    title: "Improved Distribution Matching Distillation for Fast Image Synthesis",
    author:
      "Yin, Tianwei and Gharbi, Michaël and Park, Taesung and Zhang, Richard and Shechtman, Eli and Durand, Frédo and Freeman, William T.",
    identifier: "arXiv 2405.14867",
  },
  {
    words: /^InstructPix2Pix paper/,
    title: "InstructPix2Pix: Learning to Follow Image Editing Instructions",
    author: "Brooks, Tim and Holynski, Aleksander and Efros, Alexei A.",
    identifier: "arXiv 2211.09800",
  },
  {
    words: /^MeanFlow paper/,
    title: "Mean Flows for One-step Generative Modeling",
    author: "Geng, Zhengyang and Deng, Mingyang and Bai, Xingjian and Kolter, J. Zico and He, Kaiming",
    identifier: "arXiv 2505.13447",
  },
  {
    words: /^ml-energy legacy leaderboard/,
    title: "ml-energy/leaderboard",
    identifier: "github ml-energy/leaderboard",
  },
  {
    words: /^Google Research blog .*copies/,
    title: "MobileDiffusion: Rapid text-to-image generation on-device",
    place: "Google Research blog",
    year: 2024,
    identifier: "research.google/blog/mobilediffusion-rapid-text-to-image-generation-on-device",
  },
  {
    words: /^ModelScopeT2V notes/,
    title: "ModelScope Text-to-Video Technical Report",
    author: "Wang, Jiuniu and Yuan, Hangjie and Chen, Dayou and Zhang, Yingya and Wang, Xiang and Zhang, Shiwei",
    identifier: "arXiv 2308.06571",
  },
  {
    words: /^MotionLCM repository/,
    title: "MotionLCM: Real-time Controllable Motion Generation via Latent Consistency Model",
    author: "Dai, Wenxun and Chen, Ling-Hao and Wang, Jingbo and Liu, Jinpeng and Dai, Bo and Tang, Yansong",
    identifier: "arXiv 2404.19759",
  },
  {
    words: /^Neon paper/,
    title: "Neon: Negative Extrapolation From Self-Training Improves Image Generation",
    author: "Alemohammad, Sina and Wang, Zhangyang and Baraniuk, Richard G.",
    identifier: "arXiv 2510.03597",
  },
  {
    words: /^DMD paper/,
    title: "One-step Diffusion with Distribution Matching Distillation",
    author:
      "Yin, Tianwei and Gharbi, Michaël and Zhang, Richard and Shechtman, Eli and Durand, Frédo and Freeman, William T. and Park, Taesung",
    identifier: "arXiv 2311.18828",
  },
  {
    words: /^(Partition Generative Models|PGM)/,
    title: "Partition Generative Modeling: Masked Modeling Without Masks",
    author: "Deschenaux, Justin and Tran, Lan and Gulcehre, Caglar",
    identifier: "arXiv 2505.18883",
  },
  {
    words: /^wattlab\.greeningofstreaming\.org findings/,
    title: "wattlab.greeningofstreaming.org findings/sd-turbo-cpu-image-first-run",
    identifier: "wattlab.greeningofstreaming.org/findings/sd-turbo-cpu-image-first-run",
  },
  {
    words: /^HF LCM-LoRA blog/,
    title: "SDXL in 4 steps with Latent Consistency LoRAs",
    place: "Hugging Face blog",
    identifier: "huggingface.co/blog/lcm_lora",
  },
  {
    words: /^SG-MAPG/,
    title:
      "SG-MAPG: A Three-Layer Hierarchical Model for Service Fairness and Cost Optimization in UAV-Assisted MEC Systems",
    author: "Bi, Zhihui and Yang, Fan and Li, Zhenyu and Liu, Guanqi and Kuang, Zhufang",
    year: 2026,
    place: "IEEE Transactions on Mobile Computing",
    identifier: "DOI 10.1109/TMC.2026.3655784",
  },
  {
    words: /^SiT paper/,
    title: "SiT: Exploring Flow and Diffusion-based Generative Models with Scalable Interpolant Transformers",
    author:
      "Ma, Nanye and Goldstein, Mark and Albergo, Michael S. and Boffi, Nicholas M. and Vanden-Eijnden, Eric and Xie, Saining",
    identifier: "arXiv 2401.08740",
  },
  {
    words: /^VAR row reprinted/,
    title: "Visual Autoregressive Modeling: Scalable Image Generation via Next-Scale Prediction",
    author: "Tian, Keyu and Jiang, Yi and Yuan, Zehuan and Peng, Bingyue and Wang, Liwei",
    identifier: "arXiv 2404.02905",
  },
];
