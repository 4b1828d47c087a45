"""Fits of the error laws by SciPy 1.10, to compare ours with: python3 error-fit-scipy.py QUALITY_CSV > error-fit-scipy.json, then format it."""
import csv
import json
import sys

import numpy as np
from scipy.optimize import least_squares

SERIES = [
    ("DDPM UNet", "DDIM eta=0.0", "CIFAR-10 32x32", "FID"),
    ("DDPM UNet", "DDPM eta=1.0", "CelebA 64x64", "FID"),
    ("DDPM UNet", "DDIM encode+decode", "CIFAR-10 test", "reconstruction MSE per dim (x in [0,1])"),
    ("EDM pre-trained UNet", "Euler (=DDIM)", "CIFAR-10 32x32", "FID"),
    ("EDM pre-trained UNet", "DPM-Solver++(3M)", "FFHQ 64x64", "FID"),
    ("EDM pre-trained UNet", "Heun", "ImageNet 64x64 (cond.)", "FID"),
    ("DiT-XL/2", "DDIM", "ImageNet 256", "FID"),
    ("MDLM", "ancestral", "OpenWebText", "generative perplexity (GPT-2 Large)"),
    ("Stable Video Diffusion", "EDM Euler", "UCF-101", "FVD"),
    ("IMM + Neon", "IMM", "ImageNet 256", "FID"),
]
KEYS = ("model", "sampler", "dataset", "metric")


def fit(law, s, y):
    """Best of many starts; parameters are the value at the fewest steps, the rate and the floor, all from 0 up."""
    x = s if law.startswith("exponential") else np.log(s)
    d = x - x.min()
    floored = law.endswith("floor")

    def residuals(p):
        return (p[0] * np.exp(-p[1] * d) + (p[2] if floored else 0)) / y - 1

    def jacobian(p):
        e = np.exp(-p[1] * d) / y
        return np.column_stack([e, -p[0] * d * e] + ([1 / y] if floored else []))

    best = None
    for rate in np.geomspace(0.1 / d.max(), 5 / d[d > 0].min(), 15):
        for share in (0.05, 0.5, 0.95) if floored else (0,):
            start = [y.max() - share * y.min(), rate] + ([share * y.min()] if floored else [])
            for method in ("trf", "dogbox"):
                found = least_squares(
                    residuals, start, jacobian, bounds=(0, np.inf), method=method, x_scale="jac",
                    ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=5000,
                )
                if best is None or found.cost < best.cost:
                    best = found
    start, rate, floor = [*best.x, 0][:3]
    return {"initial": start * np.exp(rate * x.min()), "rate": rate, "floor": floor, "squares": 2 * best.cost}


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    answer = []
    for key in SERIES:
        points = sorted(
            (float(r["steps"]), float(r["value"])) for r in rows if tuple(r[k] for k in KEYS) == key
        )
        s, y = np.array(points).T
        laws = ("exponential", "exponential-floor", "power", "power-floor")
        fits = {law: fit(law, s, y) for law in laws}
        answer.append({**dict(zip(KEYS, key)), "steps": s.tolist(), "errors": y.tolist(), "fits": fits})
    json.dump(answer, sys.stdout, indent=1)
    print()


main(sys.argv[1])
