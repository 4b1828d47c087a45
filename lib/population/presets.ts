// GENERATED from data/published by lib/population/calibrate.ts. To change it, change those and run: npm run presets --workspace lib
// biome-ignore-all format: generated
import type { Presets } from "./preset.js";

/** What data/published says of devices, servers and services (data/README.md). */
export const presets: Presets = {
  "devicePower": {
    "typical": 5,
    "low": 3,
    "high": 7,
    "assumed": true,
    "source": "assumed; devices.csv has only two upper bounds of 10 W for a phone (Snapdragon 8 Gen 2)"
  },
  "gpus": {
    "h100": {
      "gpu": "H100",
      "speed": 152429000000000,
      "switchedCapacitance": 1.7828e-40,
      "power": 631.4,
      "model": "PixArt-Sigma, 1024x1024",
      "sources": [
        "model-cost.csv: PixArt-Sigma, 1024x1024; HART arXiv 2410.10812 Table 3 (primary text in github zhao9797/ai-research sources/omni/2024/arxiv-2410.10812.txt); per step = total MACs / steps (division ours)",
        "edge-gpu-batch-energy.csv: H100, PixArt-Σ, batch size 1; github ml-energy/leaderboard public/data/tasks/text-to-image.json commit 0cd52da (measured)"
      ]
    },
    "b200": {
      "gpu": "B200",
      "speed": 187693000000000,
      "switchedCapacitance": 1.00663e-40,
      "power": 665.6,
      "model": "PixArt-Sigma, 1024x1024",
      "sources": [
        "model-cost.csv: PixArt-Sigma, 1024x1024; HART arXiv 2410.10812 Table 3 (primary text in github zhao9797/ai-research sources/omni/2024/arxiv-2410.10812.txt); per step = total MACs / steps (division ours)",
        "edge-gpu-batch-energy.csv: B200, PixArt-Σ, batch size 1; github ml-energy/leaderboard public/data/tasks/text-to-image.json commit 0cd52da (measured)"
      ]
    }
  },
  "services": {
    "text-to-image-512": {
      "model": "Stable Diffusion 2.1-base, 512x512",
      "workload": 1777740000000,
      "workloadAssumed": true,
      "workloadSource": "model-cost.csv: Stable Diffusion 1.4/1.5 UNet, 512x512; github ThanatosShinji/onnx-tool README commit 00f5f0a (UNet2DCondition 888,870 MMACs); batch 2 from codetd.com/en/article/15627148 (tensor 2x640x32x32)",
      "devices": [
        {
          "device": "iPhone 12 mini",
          "secondsPerStep": 0.6944,
          "speed": 2560110000000,
          "switchedCapacitance": 2.97985e-37,
          "assumed": false,
          "source": "devices.csv: iPhone 12 mini, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 12 Pro Max",
          "secondsPerStep": 0.6897,
          "speed": 2577560000000,
          "switchedCapacitance": 2.91974e-37,
          "assumed": false,
          "source": "devices.csv: iPhone 12 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 13",
          "secondsPerStep": 0.3953,
          "speed": 4497190000000,
          "switchedCapacitance": 5.49726e-38,
          "assumed": false,
          "source": "devices.csv: iPhone 13, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 13 Pro Max",
          "secondsPerStep": 0.3922,
          "speed": 4532740000000,
          "switchedCapacitance": 5.36893e-38,
          "assumed": false,
          "source": "devices.csv: iPhone 13 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 14",
          "secondsPerStep": 0.3891,
          "speed": 4568850000000,
          "switchedCapacitance": 5.24263e-38,
          "assumed": false,
          "source": "devices.csv: iPhone 14, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 14 Pro Max",
          "secondsPerStep": 0.3717,
          "speed": 4782730000000,
          "switchedCapacitance": 4.57028e-38,
          "assumed": false,
          "source": "devices.csv: iPhone 14 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M1)",
          "secondsPerStep": 0.4566,
          "speed": 3893430000000,
          "switchedCapacitance": 8.47175e-38,
          "assumed": false,
          "source": "devices.csv: iPad Pro (M1), Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M2)",
          "secondsPerStep": 0.3257,
          "speed": 5458210000000,
          "switchedCapacitance": 3.07482e-38,
          "assumed": false,
          "source": "devices.csv: iPad Pro (M2), Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "Samsung Galaxy S24 (8 Gen 3)",
          "secondsPerStep": 0.139376,
          "speed": 12755000000000,
          "switchedCapacitance": 2.40951e-39,
          "assumed": false,
          "source": "devices.csv: Samsung Galaxy S24 (8 Gen 3), Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Samsung Galaxy S25 (8 Elite)",
          "secondsPerStep": 0.106426,
          "speed": 16704000000000,
          "switchedCapacitance": 1.07277e-39,
          "assumed": false,
          "source": "devices.csv: Samsung Galaxy S25 (8 Elite), Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Snapdragon 8 Elite Gen 5",
          "secondsPerStep": 0.07918,
          "speed": 22451900000000,
          "switchedCapacitance": 4.41785e-40,
          "assumed": false,
          "source": "devices.csv: Snapdragon 8 Elite Gen 5, Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Snapdragon 7 Gen 4",
          "secondsPerStep": 0.356726,
          "speed": 4983490000000,
          "switchedCapacitance": 4.03989e-38,
          "assumed": false,
          "source": "devices.csv: Snapdragon 7 Gen 4, Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        }
      ],
      "edge": {
        "h100": {
          "model": "SD1.5",
          "secondsPerStep": 0.01835,
          "secondsDeviation": -0.3644,
          "source": "devices.csv: H100, SD1.5, 512x512; github chengzeyi/stable-fast README (commit 2b9b84e); power = TDP (hardwaretimes table (SXM))"
        }
      },
      "quality": {
        "model": "SD3 MMDiT depth=15, Euler, text-to-image",
        "metric": "relative CLIP-score decrease vs 50 steps (%)",
        "steps": [
          1,
          10,
          20,
          50
        ],
        "error": [
          1,
          0.121951,
          0.0297788,
          0
        ],
        "source": "quality-vs-steps.csv: SD3 MMDiT depth=15, Euler, text-to-image, relative CLIP-score decrease vs 50 steps (%); SD3 arXiv 2403.03206 Table 6 (text in github zhao9797/ai-research sources/omni/2024/arxiv-2403.03206.txt); 50-step value is 0 by definition",
        "key": "arxiv-2403.03206"
      },
      "assumptions": [
        "The work is that of the Stable Diffusion 1.4/1.5 network, the only one of the family whose work was found.",
        "Qualcomm's chips were measured with the network alone, its time doubled for guidance; Apple's with the whole denoising loop.",
        "The H100 was measured with Stable Diffusion 1.5.",
        "Its quality is that of the smallest Stable Diffusion 3, lost against 50 steps."
      ]
    },
    "text-to-image-1024": {
      "model": "SDXL, 1024x1024",
      "workload": 11950000000000,
      "workloadAssumed": false,
      "workloadSource": "model-cost.csv: SDXL, 1024x1024; HART arXiv 2410.10812 Table 3 (primary text in github zhao9797/ai-research sources/omni/2024/arxiv-2410.10812.txt); per step = total MACs / steps (division ours)",
      "devices": [
        {
          "device": "iPhone 12 Pro",
          "secondsPerStep": 3.53028,
          "speed": 3385000000000,
          "switchedCapacitance": 1.28912e-37,
          "assumed": true,
          "source": "devices.csv: iPhone 12 Pro, SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 13 Pro Max",
          "secondsPerStep": 2.59582,
          "speed": 4603550000000,
          "switchedCapacitance": 5.12497e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 13 Pro Max, SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 14 Pro Max",
          "secondsPerStep": 2.12664,
          "speed": 5619190000000,
          "switchedCapacitance": 2.81805e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 14 Pro Max, SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 15 Pro Max",
          "secondsPerStep": 2.07669,
          "speed": 5754350000000,
          "switchedCapacitance": 2.6241e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 15 Pro Max, SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M1)",
          "secondsPerStep": 2.55822,
          "speed": 4671220000000,
          "switchedCapacitance": 4.90545e-38,
          "assumed": true,
          "source": "devices.csv: iPad Pro (M1), SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M2)",
          "secondsPerStep": 1.80115,
          "speed": 6634650000000,
          "switchedCapacitance": 1.71205e-38,
          "assumed": true,
          "source": "devices.csv: iPad Pro (M2), SDXL (iOS, 4-bit), 768x768; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        }
      ],
      "edge": {
        "h100": {
          "model": "SDXL",
          "secondsPerStep": 0.06711,
          "secondsDeviation": 0.1682,
          "source": "devices.csv: H100, SDXL, 1024x1024; github chengzeyi/stable-fast README (commit 2b9b84e); power = TDP (hardwaretimes table (SXM))"
        }
      },
      "quality": {
        "model": "SD3 MMDiT depth=38, Euler, text-to-image",
        "metric": "relative CLIP-score decrease vs 50 steps (%)",
        "steps": [
          1,
          10,
          20,
          50
        ],
        "error": [
          1,
          0.0293747,
          0.0167856,
          0
        ],
        "source": "quality-vs-steps.csv: SD3 MMDiT depth=38, Euler, text-to-image, relative CLIP-score decrease vs 50 steps (%); SD3 arXiv 2403.03206 Table 6 (text in github zhao9797/ai-research sources/omni/2024/arxiv-2403.03206.txt); 50-step value is 0 by definition",
        "key": "arxiv-2403.03206"
      },
      "assumptions": [
        "Devices were measured at 768x768 with 4-bit weights; their seconds are scaled by the ratio of the work at 1024x1024 to that at 768x768, the latter interpolated linearly in pixels between 512x512 and 1024x1024.",
        "Its quality is that of the largest Stable Diffusion 3, lost against 50 steps."
      ]
    },
    "image-to-image": {
      "model": "Stable Diffusion 2.1-base from a noised input image, 512x512",
      "workload": 1777740000000,
      "workloadAssumed": true,
      "workloadSource": "model-cost.csv: Stable Diffusion 1.4/1.5 UNet, 512x512; github ThanatosShinji/onnx-tool README commit 00f5f0a (UNet2DCondition 888,870 MMACs); batch 2 from codetd.com/en/article/15627148 (tensor 2x640x32x32)",
      "devices": [
        {
          "device": "iPhone 12 mini",
          "secondsPerStep": 0.6944,
          "speed": 2560110000000,
          "switchedCapacitance": 2.97985e-37,
          "assumed": true,
          "source": "devices.csv: iPhone 12 mini, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 12 Pro Max",
          "secondsPerStep": 0.6897,
          "speed": 2577560000000,
          "switchedCapacitance": 2.91974e-37,
          "assumed": true,
          "source": "devices.csv: iPhone 12 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 13",
          "secondsPerStep": 0.3953,
          "speed": 4497190000000,
          "switchedCapacitance": 5.49726e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 13, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 13 Pro Max",
          "secondsPerStep": 0.3922,
          "speed": 4532740000000,
          "switchedCapacitance": 5.36893e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 13 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 14",
          "secondsPerStep": 0.3891,
          "speed": 4568850000000,
          "switchedCapacitance": 5.24263e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 14, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPhone 14 Pro Max",
          "secondsPerStep": 0.3717,
          "speed": 4782730000000,
          "switchedCapacitance": 4.57028e-38,
          "assumed": true,
          "source": "devices.csv: iPhone 14 Pro Max, Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M1)",
          "secondsPerStep": 0.4566,
          "speed": 3893430000000,
          "switchedCapacitance": 8.47175e-38,
          "assumed": true,
          "source": "devices.csv: iPad Pro (M1), Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "iPad Pro (M2)",
          "secondsPerStep": 0.3257,
          "speed": 5458210000000,
          "switchedCapacitance": 3.07482e-38,
          "assumed": true,
          "source": "devices.csv: iPad Pro (M2), Stable Diffusion 2.1-base (6-bit/Neural Engine), 512x512; github apple/ml-stable-diffusion README benchmark table (commit e12202c)"
        },
        {
          "device": "Samsung Galaxy S24 (8 Gen 3)",
          "secondsPerStep": 0.139376,
          "speed": 12755000000000,
          "switchedCapacitance": 2.40951e-39,
          "assumed": true,
          "source": "devices.csv: Samsung Galaxy S24 (8 Gen 3), Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Samsung Galaxy S25 (8 Elite)",
          "secondsPerStep": 0.106426,
          "speed": 16704000000000,
          "switchedCapacitance": 1.07277e-39,
          "assumed": true,
          "source": "devices.csv: Samsung Galaxy S25 (8 Elite), Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Snapdragon 8 Elite Gen 5",
          "secondsPerStep": 0.07918,
          "speed": 22451900000000,
          "switchedCapacitance": 4.41785e-40,
          "assumed": true,
          "source": "devices.csv: Snapdragon 8 Elite Gen 5, Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        },
        {
          "device": "Snapdragon 7 Gen 4",
          "secondsPerStep": 0.356726,
          "speed": 4983490000000,
          "switchedCapacitance": 4.03989e-38,
          "assumed": true,
          "source": "devices.csv: Snapdragon 7 Gen 4, Stable Diffusion 2.1 UNet w8a16, 512x512; github quic/ai-hub-models perf.yaml (commit 52c080d2, v0.46.1), w8a16 QNN context binary"
        }
      ],
      "edge": {},
      "quality": {
        "model": "DDPM UNet, DDIM encode+decode, CIFAR-10 test",
        "metric": "reconstruction MSE per dim (x in [0,1])",
        "steps": [
          1,
          20,
          50,
          100,
          200,
          500,
          1000
        ],
        "error": [
          1,
          0.313253,
          0.110843,
          0.0433735,
          0.0192771,
          0.00481928,
          0.00481928
        ],
        "source": "quality-vs-steps.csv: DDPM UNet, DDIM encode+decode, CIFAR-10 test, reconstruction MSE per dim (x in [0,1]); DDIM arXiv 2010.02502 Table 2 (same ar5iv text)",
        "key": "arxiv-2010.02502"
      },
      "assumptions": [
        "No device was measured: a step is taken to cost what it costs in text-to-image-512, which runs the same network; on three server GPUs (A100, T4, RTX 4090; not compiled) the two services' published steps differ by at most 1 %.",
        "Encoding the input image, once a request, is not counted.",
        "Its quality is that of small images which a model of theirs encodes into noise and makes again."
      ]
    },
    "text-to-video": {
      "model": "CogVideoX-2B, 49 frames",
      "workload": 131163000000000,
      "workloadAssumed": true,
      "workloadSource": "no published work of this model was found: nominal, the H100's measured seconds a step times its speed here; edge-gpu-batch-energy.csv: H100, CogVideoX 2B, batch size 1; github ml-energy/leaderboard public/data/tasks/text-to-video.json commit 0cd52da (measured)",
      "devices": [],
      "edge": {
        "h100": {
          "model": "CogVideoX 2B",
          "secondsPerStep": 0.860486,
          "secondsDeviation": 0,
          "joulesPerStep": 572.29,
          "joulesDeviation": -0.0506,
          "source": "edge-gpu-batch-energy.csv: H100, CogVideoX 2B, batch size 1; github ml-energy/leaderboard public/data/tasks/text-to-video.json commit 0cd52da (measured)"
        },
        "b200": {
          "model": "CogVideoX 2B",
          "secondsPerStep": 0.6932,
          "secondsDeviation": 0.0081,
          "joulesPerStep": 540.774,
          "joulesDeviation": -0.1399,
          "source": "edge-gpu-batch-energy.csv: B200, CogVideoX 2B, batch size 1; github ml-energy/leaderboard public/data/tasks/text-to-video.json commit 0cd52da (measured)"
        }
      },
      "quality": {
        "model": "Stable Video Diffusion, EDM Euler, UCF-101",
        "metric": "FVD",
        "steps": [
          1,
          8,
          16,
          25
        ],
        "error": [
          1,
          0.188955,
          0.0751798,
          0.059324
        ],
        "source": "quality-vs-steps.csv: Stable Video Diffusion, EDM Euler, UCF-101, FVD; SF-V arXiv 2406.04324 Table 1",
        "key": "arxiv-2406.04324"
      },
      "assumptions": [
        "No phone or tablet was measured with a video model, so the device is closed.",
        "Its quality is that of Stable Video Diffusion."
      ]
    }
  }
};
