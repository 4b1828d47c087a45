"""Solves a multiple-choice knapsack given on standard input by SciPy's milp (HiGHS) and prints seconds and choices."""

import json
import sys
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

problem = json.load(sys.stdin)
cost = np.array(problem["cost"])
user = np.array(problem["user"])
steps = np.array(problem["steps"], dtype=float)
count = len(cost)
one_each = csr_array((np.ones(count), (user, np.arange(count))))
constraints = [LinearConstraint(one_each, 1, 1), LinearConstraint(csr_array(steps[None, :]), -np.inf, problem["capacity"])]
start = time.perf_counter()
result = milp(cost, constraints=constraints, integrality=np.ones(count), bounds=Bounds(0, 1), options={"mip_rel_gap": 0})
seconds = time.perf_counter() - start
if result.status != 0:
    sys.exit(result.message)
json.dump({"seconds": seconds, "chosen": np.flatnonzero(result.x > 0.5).tolist()}, sys.stdout)
