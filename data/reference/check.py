#!/usr/bin/env python3
"""Checks what `edgesteps solve --out PLAN` says of a scenario with one edge: plan, objective, bound, excess, gap, proof of an optimum.

    python3 check.py SCENARIO PLAN

Both files are JSON. Exit code 0: all of it holds; 1: it does not, a reason a line; 2: a file cannot be read, or has several servers.
Written from lib/MODEL.md §1-3, §7 and §12 alone. It shares nothing with the solver: it tries every step of every user.

Bound.  A choice is a place and a number of steps, or under edge.split steps at the edge and then on the device; its use is these steps at the edge (their work under workCapacity), 0 on
the device. At a price >= 0 of the capacity, D = -price*capacity + the sum over users of their least cost + price*use is
below every plan's objective. With r = what a choice costs, use priced, above its user's least value, a plan's objective is
D + its excess, which is the sum of r(chosen) + price*(unused capacity).

Proof.  A plan better than one of excess e has only choices with r < e. Compare it with a base: every user at its best
choice, of tied ones that of the least use, then ties filled into what capacity is left (`slack` remains). Let M be the
most steps of a task at the edge. Lemma: of the best plans, the one P that differs from the base at the fewest users does
so at no more than L = max(slack, M) + M - 1. Proof: a user's shift is its use in P less that in the base, from -M to M. No
set of shifts sums up to 0, or undoing it would cost nothing. Nor would undoing a negative shift, so it must break the
capacity: where there is one, all shifts sum up to more than slack - M. Order them: while the sum so far is <= 0 a positive
one, otherwise a negative one, at last what remains. All sums so far then lie in 1 - M ... max(slack, M) and differ; one is
0, before the first shift, so at most L follow.   Hence L copies of a user at one choice of the base (a block) are enough.
`core` must have every kind of users with an r < e, as many copies as its blocks need; a table, the least sum of r by use
above the base, finds the best plan of these, which must not be below e. Under workCapacity uses are no whole numbers: there
all copies of a block count, until one more of them changes no state of the table, after which none does. Uses within 2^-48
of the most that a task uses are one, as sums are rounded; so the capacity W counts as W(1 + 1e-12).

Margins.  u = 2^-53. A part of a cost (time, error, energy, utility, price*use) is off by 19u of itself at most (energy, at a
time off by 5u: 2*5 + 9), adding five up takes 4u, the rest of 32u is for whoever wrote the file. An error law's e^(-x), also
as s^-p, is off by xu more for either of us, a table's value by 4u of the larger point beside it. T = deadline - transfer time is off by
3u*(transfer time); where it sets the speed, the energy ~ T^-2 is off by 6u*(transfer time)/T more for either of us. Thus a choice's margin is
    u*(32*(sum of absolute parts) + 2x*c2*initial*e^(-x) or 8*c2*(larger point) + 12*c3*energy*(transfer time)/T).
Of a split, times that share T are off by 6u*deadline, their energies by twice that part of themselves for either of us; where the
battery's rest E sets the device's time, that and its energy are off by 6u*battery/E for either of us.  Beside a choice's margin is
a user's the largest of its tied choices (not above its least value by more than both margins), a sum's the sum of margins +
4u*price*capacity (fsum adds without error): for D of all users, for the excess of what is chosen and D, in the proof of the
excess and of each copy's alternatives in the table.
"""
import json
import sys
from bisect import bisect_right
from collections import Counter, namedtuple
from math import exp, floor, fsum, inf, isfinite, log, log1p, sqrt

U = 2.0**-53
NUMBERS = ("workload device.speed device.switchedCapacitance device.maxSteps link.uplinkBits link.downlinkBits "
           "link.uplinkRate link.downlinkRate link.transmitPower link.receivePower").split()
User = namedtuple("User", [path.split(".")[-1] for path in NUMBERS] + "battery deadline asked accepted latent law others".split())
World = namedtuple("World", "c1 c2 c3 w1 w2 speed switchedCapacitance maxSteps logarithmic capacity limited work split users ids")
Place = namedtuple("Place", "edge speed kappa battery time transfer_time transfer_energy most")
Step = namedtuple("Step", "user a s t j device_time", defaults=(0, 0.0))
Choice = namedtuple("Choice", "use value magnitude margin")
Kind = namedtuple("Kind", "user first copies least margin tied")


def is_number(value, least=-inf):
    return isinstance(value, float) and isfinite(value) and value >= least


def number(value, path, otherwise=None):
    """The number at a path such as device.speed. Raises ValueError for none >= 0."""
    for key in path.split("."):
        value = value.get(key, otherwise)
    if not (is_number(value, 0) or value == otherwise is not None):
        raise ValueError(f"{path} must be a finite number >= 0, not {value}")
    return value


def law_of(model):
    """§1: an error law as a tuple of its kind and its numbers. Raises ValueError."""
    kind = model["kind"]
    if kind == "mixture":
        return kind, tuple(model["weights"]), tuple(map(law_of, model["laws"]))
    if kind == "worst":
        return kind, tuple(map(law_of, model["laws"]))
    if kind == "table":
        return kind, tuple(model["steps"]), tuple(model["error"])
    names = {"exponential": ("initial", "decay"), "power": ("initial", "exponent")}[kind]
    return (kind, *(number(model, name) for name in names), number(model, "floor", 0.0))


def world_of(scenario):
    """§1: a scenario, bare or as a reference file has it. Raises ValueError, NotImplementedError for several servers."""
    scenario = scenario.get("scenario", scenario)
    if "servers" in scenario:
        raise NotImplementedError("servers: a scenario of several servers is not checked here, only one with one edge")
    users, logarithmic = [], {"linear": False, "log": True}[scenario.get("utility", "linear")]
    for user in scenario["users"]:
        limits = [number(user, path, inf) for path in ("device.battery", "deadline", "maxSteps", "maxError", "link.latentBits")]
        own = User(*(number(user, path) for path in NUMBERS), *limits, law_of(user["errorModel"]), ())
        others = [own._replace(workload=number(model, "workload"), law=law_of(model["errorModel"]),
                               asked=min(own.asked, number(model, "maxSteps", inf))) for model in user.get("models", [])]
        users.append(own._replace(others=tuple(others)))
    shared = [number(scenario, f"weights.{name}") for name in "time error energy localUtility edgeUtility".split()]
    shared += [number(scenario, f"edge.{name}") for name in ("speed", "switchedCapacitance", "maxSteps")]
    work, split = "workCapacity" in scenario["edge"], scenario["edge"].get("split", False)
    if split not in (False, True):
        raise ValueError(f"edge.split must be true or false, not {split}")
    if work and "stepCapacity" in scenario["edge"]:
        raise ValueError("edge.workCapacity must be left out beside stepCapacity")
    name = "workCapacity" if work else "stepCapacity"
    limited = scenario["edge"][name] is not None  # unlimited is as much as all users can use
    largest = [max(one.workload for one in (user, *user.others)) if work else 1 for user in users]
    capacity = number(scenario, f"edge.{name}") if limited else shared[-1] * fsum(largest)
    return World(*shared, logarithmic, capacity * (1 + 1e-12 if work else 1), limited, work, split, users, [user["id"] for user in scenario["users"]])


def place_of(world, user, edge):
    """§2, §3: the device or the edge as a user sees it; `most` whole steps, 0 where it is closed."""
    owner, battery = (world, inf) if edge else (user, user.battery)
    kappa = owner.switchedCapacitance
    # T_tx = D_up/r_up + D_down/r_down,  E_tx = p_up*D_up/r_up + p_down*D_down/r_down,  T = deadline - T_tx
    transfer_time = user.uplinkBits / user.uplinkRate + user.downlinkBits / user.downlinkRate if edge else 0.0
    sending = user.transmitPower * user.uplinkBits / user.uplinkRate
    transfer_energy = sending + user.receivePower * user.downlinkBits / user.downlinkRate if edge else 0.0
    time = user.deadline - transfer_time
    closed = time <= 0 or transfer_energy > user.battery or battery == 0 < kappa
    # s <= min(most steps, f*T/w, (E*T^2/kappa)^(1/3)/w)
    on_battery = (battery * time * time / kappa) ** (1 / 3) / user.workload if kappa > 0 else inf
    most = 0 if closed else floor(min(owner.maxSteps, user.asked, owner.speed * time / user.workload, on_battery) * (1 + 1e-12))
    return Place(edge, owner.speed, kappa, battery, time, transfer_time, transfer_energy, most)


def latent_of(user):
    """§12: the time and energy of the transfers of a split, whose latent goes down."""
    up, down = user.uplinkBits / user.uplinkRate, user.latent / user.downlinkRate
    return up + down, user.transmitPower * up + user.receivePower * down


def use_of(world, user, a, s):
    """§12: what s steps use of the edge's capacity: 0 on the device."""
    return a * s * user.workload if world.work else a * s


def error_of(law, s):
    """§1: the average error after s steps, and what it may be off by beyond its own rounding, in u."""
    kind, *own = law
    if kind == "mixture":  # sum of p*error
        parts = [(p * error, p * off) for p, (error, off) in zip(own[0], (error_of(one, s) for one in own[1]))]
        return sum(error for error, _ in parts), sum(off for _, off in parts)
    if kind == "worst":
        return tuple(map(max, zip(*(error_of(one, s) for one in own[0]))))
    if kind == "table":  # straight between the points, the first value before, the last beyond
        steps, errors = own
        i = bisect_right(steps, s)
        if i == 0 or i == len(steps):
            return errors[max(i - 1, 0)], 0.0
        slope = (errors[i] - errors[i - 1]) / (steps[i] - steps[i - 1])
        return errors[i - 1] + slope * (s - steps[i - 1]), 8 * max(errors[i - 1], errors[i])
    # initial*e^(-decay*s) + floor, or initial*s^(-exponent) + floor
    initial, rate, least = own
    x = rate * (s if kind == "exponential" else log(s))
    falling = initial * (exp(-x) if kind == "exponential" else s**-rate)
    return falling + least, 2 * x * falling


def cost_of(world, user, place, s, t, strain=0.0):
    """§2: s steps in t seconds: cost, sum of absolute parts, margin. `strain`: (transfer time)/T where T sets the speed."""
    # kappa*(ws)^3/t^2 joules of computing, and E_tx
    work = user.workload * s
    energy = place.kappa * work * (work / t) * (work / t) + place.transfer_energy
    error, off = error_of(user.law, s)
    # w*g(s), g(s) = s or ln(1 + s)
    utility = (world.w2 if place.edge else world.w1) * (log1p(s) if world.logarithmic else s)
    # c1*latency + c2*error + c3*energy - utility
    spent = world.c1 * (t + place.transfer_time) + world.c2 * error + world.c3 * energy
    margin = U * (32 * (spent + utility) + world.c2 * off + 12 * strain * world.c3 * energy)
    return spent - utility, spent + utility, margin


def split_cost_of(world, user, k, t, j, device_time, late=False, rest=1.0):
    """§12: k steps at the edge in t seconds and j on the device: cost, absolute parts, margin. `late`: times share T; `rest`: E/battery."""
    transfer_time, transfer_energy = latent_of(user)
    at_edge = world.switchedCapacitance * user.workload * k * (user.workload * k / t) ** 2
    on_device = user.switchedCapacitance * user.workload * j * (user.workload * j / device_time) ** 2
    error, off = error_of(user.law, k + j)
    # g(s)*(w2*k + w1*j)/s
    utility = (log1p(k + j) if world.logarithmic else k + j) * (world.w2 * k + world.w1 * j) / (k + j)
    times, energy = t + device_time + transfer_time, at_edge + on_device + transfer_energy
    spent = world.c1 * times + world.c2 * error + world.c3 * energy
    margin = U * (32 * (spent + utility) + world.c2 * off)
    margin += 24 * U * world.c3 * user.deadline * (at_edge / t + on_device / device_time) if late else 0.0
    margin += 12 * U * (world.c1 * device_time + world.c3 * on_device) / rest if rest < 1 else 0.0
    return spent - utility, spent + utility, margin


def splits(world, user, price):
    """§12: every choice of a user with k steps at the edge and j on the device, at its best times."""
    transfer_time, transfer_energy = latent_of(user)
    time, battery, kappas = user.deadline - transfer_time, user.battery - transfer_energy, (world.switchedCapacitance, user.switchedCapacitance)
    if not world.split or user.latent == inf or time <= 0 or battery < 0 or battery == 0 < kappas[1]:
        return
    fulls = world.speed, user.speed
    cruising = [min(f, (world.c1 / (2 * world.c3 * kappa)) ** (1 / 3)) if world.c3 * kappa > 0 else f for f, kappa in zip(fulls, kappas)]
    for k in range(1, int(min(world.maxSteps, user.asked - 1)) + 1):
        for j in range(1, int(min(user.maxSteps, user.asked - k)) + 1):
            edge, device = user.workload * k, user.workload * j
            # t_e >= wk/f_e,  t_l >= wj/f and >= wj*sqrt(kappa*wj/E),  t_e + t_l <= T
            strained = device * sqrt(kappas[1] * device / battery) if kappas[1] > 0 else 0.0
            least, quickest = edge / fulls[0], max(device / fulls[1], strained)
            if least + quickest > time * (1 + 1e-12):
                break
            if error_of(user.law, k + j)[0] > user.accepted * (1 + 1e-12):
                continue
            # alone each takes w*steps/f0; together, where that is too long, kappa*v^3 is the same at both, or one is at its bound
            t, device_time = (max(work / v, low) if v > 0 else inf for work, v, low in zip((edge, device), cruising, (least, quickest)))
            late = t + device_time > time
            if late:
                a, b = (work * (world.c3 * kappa) ** (1 / 3) for work, kappa in zip((edge, device), kappas))
                t = min(max(time * a / (a + b), least), max(time - quickest, least)) if a + b > 0 else least
                device_time = max(time - t, quickest)
            rest = battery / user.battery if strained >= device_time else 1.0
            cost, magnitude, margin = split_cost_of(world, user, k, t, j, device_time, late, rest)
            use = use_of(world, user, 1, k)
            yield Choice(use, cost + price * use, magnitude, margin + 32 * U * price * use)


def choices(world, user, price):
    """§3, §12: every choice of a user, with its own model or another, that keeps its maxError, at its best time."""
    for one in (user, *user.others):
        yield from splits(world, one, price)
    for user, place in [(one, place_of(world, one, edge)) for edge in (0, 1) for one in (user, *user.others)]:
        # f0 = (c1/(2*c3*kappa))^(1/3), infinite where energy is free
        dear = 2 * world.c3 * place.kappa
        cruising = min(place.speed, (world.c1 / dear) ** (1 / 3)) if dear > 0 else place.speed
        for s in range(1, place.most + 1):
            # error <= maxError
            if error_of(user.law, s)[0] > user.accepted * (1 + 1e-12):
                continue
            work = user.workload * s
            # v = max(min(f0, f, sqrt(E/(kappa*ws))), ws/T),  t = ws/v
            speed = min(cruising, sqrt(place.battery / (place.kappa * work))) if place.kappa > 0 else cruising
            late = work >= place.time * speed
            strain = place.transfer_time / place.time if late else 0.0
            cost, magnitude, margin = cost_of(world, user, place, s, place.time if late else work / speed, strain)
            use = use_of(world, user, place.edge, s)
            yield Choice(use, cost + price * use, magnitude, margin + 32 * U * price * use)


def kinds_of(world, price):
    """Users alike in all but their id, by the first of them: their least value at a price, and the choices tied there."""
    for user, copies in Counter(world.users).items():
        found = list(choices(world, user, price))
        best = min(found, key=lambda choice: choice.value)
        tied = [choice for choice in found if choice.value - best.value <= choice.margin + best.margin]
        yield Kind(user, world.users.index(user), copies, best.value, max(choice.margin for choice in tied), tied)


def steps_of(world, users, plan):
    """§2, §12: what a plan says of each user: a, the steps of its place, their time, and the device's part of a split."""
    none = [0.0] * len(users)
    parts = [plan.get(name, none) if world.split else none for name in ("deviceSteps", "deviceTime")]
    rows = zip(users, plan["offload"], plan["steps"], plan["computationTime"], *parts)
    return [Step(user, a, s - j if is_number(j) else s, t, j, device_time) for user, a, s, t, j, device_time in rows]


def planned(world, plan):
    """§12: each user with the model that a plan gives it alone; None where it has no such model."""
    models = plan.get("model", [0.0] * len(world.users))
    rows = list(zip(world.users, models)) if isinstance(models, list) and len(models) == len(world.users) else []
    if not rows or not all(is_number(k, 0) and k == floor(k) and k <= len(user.others) for user, k in rows):
        return None
    return [(user, *user.others)[int(k)] for user, k in rows]


def plan_faults(world, plan):
    """§2: the constraints that a plan violates by more than 1e-9 of their limit, or the capacity at all."""
    lists = [plan.get(name) for name in ("offload", "steps", "computationTime")]
    lists += [plan.get(name) for name in ("deviceSteps", "deviceTime") if world.split]
    if plan.get("users") != world.ids or not all(isinstance(x, list) and len(x) == len(world.ids) for x in lists):
        return ["users: not the scenario's ids in their order, or offload, steps, computationTime, deviceSteps, deviceTime are not as many"]
    if (users := planned(world, plan)) is None:
        return ["model: not 0 or the place of one of its models for each user"]
    faults = []
    steps = [] if any(not is_number(s) for s in lists[1]) else steps_of(world, users, plan)
    faults += [] if steps else ["steps: not numbers"]
    for name, (user, a, s, t, j, device_time) in zip(world.ids, steps):
        if not (is_number(a) and a in (0, 1) and is_number(s, 1) and s == floor(s) and is_number(t) and t > 0):
            faults.append(f"user {name}: offload, steps, computationTime: {a}, {s}, {t} are not 0 or 1, whole >= 1, > 0")
            continue
        if not (is_number(j, 0) and j == floor(j) and is_number(device_time, 0) and (j > 0) == (device_time > 0)):
            faults.append(f"user {name}: deviceSteps, deviceTime: {j}, {device_time} are not whole >= 0, > 0 where those are")
            continue
        if j > 0 and (a == 0 or user.latent == inf):
            faults.append(f"user {name}: deviceSteps: {j}, but it is on its device or has no latentBits")
            continue
        place, work = place_of(world, user, a), user.workload * s
        joules = place.transfer_energy if a else place.kappa * work * (work / t) * (work / t)
        latency = t + place.transfer_time
        if j > 0:
            latent_time, latent_energy = latent_of(user)
            latency = t + device_time + latent_time
            joules = latent_energy + user.switchedCapacitance * user.workload * j * (user.workload * j / device_time) ** 2
            faults += [f"user {name}: {what}: {value} is above {limit}" for what, value, limit in (
                ("deviceSteps", j, user.maxSteps), ("steps, with the device's,", s + j, user.asked),
                ("time at full speed on the device", user.workload * j / user.speed, device_time)) if not value <= limit * (1 + 1e-9)]
        # s <= most steps,  ws/f <= t,  t + T_tx <= T_max,  joules <= E,  error <= maxError
        limits = (("steps", s, min(world.maxSteps if a else user.maxSteps, user.asked)), ("time at full speed", work / place.speed, t),
                  ("latency", latency, user.deadline), ("energy of the battery", joules, user.battery),
                  ("average error, limited by maxError,", error_of(user.law, s + j)[0], user.accepted))
        faults += [f"user {name}: {what}: {value} is above {limit}" for what, value, limit in limits
                   if not value <= limit * (1 + 1e-9)]
    # sum of a*s <= stepCapacity, or of a*ws <= workCapacity, whose sums are rounded
    used = 0 if faults else fsum(use_of(world, user, a, s) for user, a, s, *_ in steps)
    name, unit, above = ("workCapacity", "FLOP", world.capacity * 2**-50) if world.work else ("stepCapacity", "edge steps", 0)
    return faults + [f"{name}: {used} {unit} are above {world.capacity}"] * (used > world.capacity + above)


def certificate_faults(world, plan):
    """§7: what is not so of the objective, bound, excess, scale, gap and proof of a feasible plan."""
    names = "objective lowerBound dualBound excess gap scale price".split()
    objective, lower_bound, dual_bound, excess, gap, scale, price = stated = [plan.get(name) for name in names]
    if dual_bound is None:
        return ["no certificate inside: dualBound is missing"]
    if not all(map(is_number, stated)):
        return [f"{name}: {value} is no finite number" for name, value in zip(names, stated) if not is_number(value)]
    if price < 0 or price > 0 and not world.limited:
        return [f"price: {price} must be >= 0, and 0 where the capacity is null"]
    kinds, optimal = list(kinds_of(world, price)), plan.get("status") == "optimal"
    least = {kind.user: kind.least for kind in kinds}
    rows = steps_of(world, planned(world, plan), plan)
    costs, _, margins = zip(*(split_cost_of(world, user, s, t, j, device_time) if j > 0 else cost_of(world, user, place_of(world, user, a), s, t)
                              for user, a, s, t, j, device_time in rows))
    uses = [use_of(world, user, a, s) for user, a, s, *_ in rows]
    used = fsum(uses)
    # D = -price*capacity + sum of least values;  excess = sum of r(chosen) + price*(unused capacity)
    dual = fsum([-price * world.capacity] + [kind.copies * kind.least for kind in kinds])
    distance = fsum([*costs, price * used, *(-least[user] for user in world.users), price * (world.capacity - used)])
    dual_margin = fsum(kind.copies * kind.margin for kind in kinds) + 4 * U * price * world.capacity
    margin = dual_margin + fsum(margins) + 32 * U * price * used
    # the scale: absolute parts of the least choices; |D| where they are 0, 1 where that is too
    low, high = (fsum(kind.copies * pick(choice.magnitude for choice in kind.tied) for kind in kinds) for pick in (min, max))
    scaled = low - dual_margin <= scale <= high + dual_margin or low == 0 and abs(scale - (abs(dual) or 1)) <= dual_margin
    faults = [f"{name}: {value} should be {right}, to within {within}" for name, value, right, within in (
        ("objective", objective, fsum(costs), fsum(margins)), ("dualBound", dual_bound, dual, dual_margin),
        ("lowerBound", lower_bound, *((objective, 0) if optimal else (min(dual_bound, objective), dual_margin))),
        ("excess", excess, *((0, 0) if optimal else (max(distance, 0), margin))),
        ("gap, times scale,", gap * scale, excess, 4 * U * excess)) if not abs(value - right) <= within]
    faults += [f"scale: {scale} should be from {low} to {high}"] * (not scaled or scale <= 0)
    return faults + (proof_faults(world, kinds, price, plan.get("core") or [], distance, margin) if optimal else [])


def proof_faults(world, kinds, price, core, excess, margin):
    """Why a feasible plan of this excess may not be the best one: see Proof above."""
    first, entered = {kind.first: kind for kind in kinds}, Counter()
    for user, copies in ((entry["user"], entry["copies"]) for entry in core):
        if user not in first or user in entered or copies not in range(1, first[user].copies + 1):
            return [f"core: user {user} is not the first of its kind, comes twice or has not {copies} copies"]
        entered[user] = copies
    if excess <= margin:
        return []
    slack, blocks = world.capacity - fsum(kind.copies * min(c.use for c in kind.tied) for kind in kinds), []
    if slack < 0:
        return [f"price: {price} is too low for a proof, where the least uses are {-slack} above the capacity"]
    for kind in kinds:
        own, *ties = sorted({choice.use for choice in kind.tied})
        # one tied choice, in as many copies as fit whole: the one that fills most
        fills = [(n * (use - own), n, use) for use in ties for n in [min(kind.copies, slack // (use - own))]]
        filled, more, use = max(fills, default=(0, 0, own))
        slack -= filled
        blocks += [(kind, use, more), (kind, own, kind.copies - more)]
    limit, enough, table = excess - margin, inf if world.work else max(slack, world.maxSteps) + world.maxSteps - 1, []
    most = max(one.workload for user in world.users for one in (user, *user.others))
    same = 2**-48 * min(world.capacity, world.maxSteps * most) if world.work else 0
    for kind, own, copies in blocks:
        # r = value - least value, of each choice with another use
        others = [c for c in choices(world, kind.user, price) if c.use != own and c.value - kind.least < limit]
        if others and copies > 0:
            table.append((kind, int(min(copies, enough)), sorted((c.value - kind.least, c.use - own) for c in others)))
            margin += table[-1][1] * (kind.margin + max(c.margin for c in others))
    limit, entries = excess - margin, 0
    needed = sum((Counter({kind.first: copies}) for kind, copies, others in table if others[0][0] < limit), Counter())
    faults = [f"core: user {world.ids[user]} outside the core has an alternative of r below the excess {excess}; "
              f"{copies} must enter, not {entered[user]}" for user, copies in needed.items() if entered[user] < copies]
    tables = [{0.0: 0.0}, {0.0: 0.0}]  # of all users, or of a part of them each, where uses hardly ever meet
    for _, copies, others in [] if faults else table:
        tables.sort(key=len)
        at = 0 if world.work else 1
        for _ in range(copies):
            before = tables[at]
            found = dict(before)
            for above, total in before.items():
                for r, shift in others:
                    if total + r >= limit:
                        break
                    found[above + shift] = min(total + r, found.get(above + shift, inf))
            # a state of more use is worth keeping if its r - price*use is less
            states, lowest, last = {}, inf, -inf
            for above in sorted(found):
                if found[above] - price * above < lowest:
                    lowest = found[above] - price * above
                    last = above if above > last + same else last
                    states[last] = found[above] if last == above else lowest + price * last
            tables[at] = states
            if (entries := entries + len(found)) > 10**7:
                return ["core: not verified, its table has too many entries"]
            if world.work and len(states) == len(before) and all(abs(a - b) <= same and abs(r - q) <= 2 * price * same
                                                                 for (a, r), (b, q) in zip(states.items(), before.items())):
                break
    # to a state of the one table the last of the other that fits has the least r - price*use
    best, (uses, totals) = inf, map(list, (tables[1], tables[1].values()))
    for above, total in tables[0].items():
        fitting = bisect_right(uses, slack - above) - 1
        if fitting >= 0:
            best = min(best, total + totals[fitting] + price * (slack - above - uses[fitting]))
    return faults or [f"core: a better plan exists in the core, of excess {best} instead of {excess}"] * (best < limit)


def faults_of(scenario, plan):
    """Reasons why a plan or what it says of itself is wrong; none where all of it holds."""
    world = world_of(scenario)
    return plan_faults(world, plan) or certificate_faults(world, plan)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(print(__doc__) or 2)
    try:
        faults = faults_of(*(json.load(open(path, encoding="utf-8"), parse_int=float) for path in sys.argv[1:]))
    except NotImplementedError as error:
        sys.exit(print(error) or 2)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        sys.exit(print("cannot be read:", type(error).__name__, error) or 2)
    sys.exit(print("\n".join(faults) or "all of it holds") or min(len(faults), 1))
