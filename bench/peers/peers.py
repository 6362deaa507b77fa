# The same files, the same seconds, one thread: PyVRP, VROOM (pyvroom) and OR-Tools. The conventions are those of bench/routing-files.ts:
# VRPTW in tenths of the file's unit, distances cut; PDPTW (OR-Tools and VROOM only, which want whole numbers) in thousandths, rounded.
#   python3 -m venv v && v/bin/pip install pyvrp pyvroom ortools
#   taskset -c 0 v/bin/python bench/peers/peers.py --solver pyvrp|vroom|ortools --dir FOLDER --seconds S [--only C204,R110]
import argparse
import csv
import math
import pathlib
import time


def read(path):
    lines = path.read_text().splitlines()
    head = lines[0].split()
    pdptw = len(head) == 3 and all(part.lstrip("-").isdigit() for part in head)
    scale = 1000 if pdptw else 10
    start = 1 if pdptw else max(i for i, line in enumerate(lines) if line.startswith("CUST")) + 1
    vehicles, capacity = map(int, (head if pdptw else lines[4].split())[:2])
    rows = [list(map(int, map(float, line.split()))) for line in lines[start:] if len(line.split()) >= 7]
    round_ = round if pdptw else math.floor
    far = [[round_(scale * math.hypot(a[1] - b[1], a[2] - b[2])) for b in rows] for a in rows]
    return dict(name=path.stem, pdptw=pdptw, scale=scale, vehicles=vehicles, capacity=capacity, rows=rows, far=far)


def pyvrp(one, seconds):
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    if one["pdptw"]:
        return None
    model, scale, rows = Model(), one["scale"], one["rows"]
    places = [model.add_location(x=r[1], y=r[2]) for r in rows]
    depot = model.add_depot(places[0])
    model.add_vehicle_type(one["vehicles"], capacity=one["capacity"], start_depot=depot, end_depot=depot, tw_early=rows[0][4] * scale, tw_late=rows[0][5] * scale)
    for place, r in zip(places[1:], rows[1:]):
        model.add_client(place, delivery=r[3], tw_early=r[4] * scale, tw_late=r[5] * scale, service_duration=r[6] * scale)
    for i, a in enumerate(places):
        for k, b in enumerate(places):
            model.add_edge(a, b, distance=one["far"][i][k], duration=one["far"][i][k])
    result = model.solve(stop=MaxRuntime(seconds), seed=1, display=False)
    return result.cost() if result.is_feasible() else None


def vroom(one, seconds):
    import datetime

    import numpy
    import vroom as lib

    scale, rows = one["scale"], one["rows"]
    problem = lib.Input()
    problem.set_durations_matrix("car", numpy.array(one["far"], dtype=numpy.uint32))
    window = lambda r: [lib.TimeWindow(r[4] * scale, r[5] * scale)]
    problem.add_vehicle([lib.Vehicle(i + 1, start=0, end=0, capacity=[one["capacity"]], time_window=lib.TimeWindow(rows[0][4] * scale, rows[0][5] * scale)) for i in range(one["vehicles"])])
    for r in rows[1:]:
        if not one["pdptw"]:
            problem.add_job(lib.Job(r[0], location=r[0], default_service=r[6] * scale, delivery=[r[3]], time_windows=window(r)))
        elif r[8] > 0:
            to = rows[r[8]]
            problem.add_shipment(lib.ShipmentStep(r[0], location=r[0], default_service=r[6] * scale, time_windows=window(r)), lib.ShipmentStep(to[0], location=to[0], default_service=to[6] * scale, time_windows=window(to)), amount=lib.Amount([r[3]]))
    result = problem.solve(exploration_level=5, nb_threads=1, timeout=datetime.timedelta(seconds=seconds))
    return result.summary.cost if result.summary.unassigned == 0 else None


def ortools(one, seconds):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2 as enums

    scale, rows, far = one["scale"], one["rows"], one["far"]
    index = pywrapcp.RoutingIndexManager(len(rows), one["vehicles"], 0)
    model = pywrapcp.RoutingModel(index)
    way = model.RegisterTransitCallback(lambda a, b: far[index.IndexToNode(a)][index.IndexToNode(b)])
    spent = model.RegisterTransitCallback(lambda a, b: far[index.IndexToNode(a)][index.IndexToNode(b)] + rows[index.IndexToNode(a)][6] * scale)
    load = model.RegisterUnaryTransitCallback(lambda a: rows[index.IndexToNode(a)][3])
    model.SetArcCostEvaluatorOfAllVehicles(way)
    horizon = rows[0][5] * scale
    model.AddDimension(spent, horizon, horizon, False, "time")
    model.AddDimension(load, 0, one["capacity"], True, "load")
    clock = model.GetDimensionOrDie("time")
    for r in rows[1:]:
        clock.CumulVar(index.NodeToIndex(r[0])).SetRange(r[4] * scale, r[5] * scale)
        if one["pdptw"] and r[8] > 0:
            up, down = index.NodeToIndex(r[0]), index.NodeToIndex(r[8])
            model.AddPickupAndDelivery(up, down)
            model.solver().Add(model.VehicleVar(up) == model.VehicleVar(down))
            model.solver().Add(clock.CumulVar(up) <= clock.CumulVar(down))
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = enums.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    how.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(how)
    return found.ObjectiveValue() if found else None


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--solver", choices=["pyvrp", "vroom", "ortools"], required=True)
    ask.add_argument("--dir", required=True)
    ask.add_argument("--seconds", type=float, default=10)
    ask.add_argument("--only", default="")
    asked = ask.parse_args()
    folder = pathlib.Path(asked.dir)
    known = {row["file"].split(".")[0]: float(row["bk_distance_1decimal"] or row["bk_distance_double"]) for row in csv.DictReader((folder / "best-known.csv").open())}
    gaps = []
    for path in sorted(folder.glob("*.txt")):
        if asked.only and path.stem not in asked.only.split(","):
            continue
        one = read(path)
        began = time.process_time()
        value = globals()[asked.solver](one, asked.seconds)
        took = time.process_time() - began
        if value is None:
            print(f"{one['name']} no plan")
            continue
        gap = 100 * (value / one["scale"] / known[one["name"]] - 1)
        gaps.append(gap)
        print(f"{one['name']} {value / one['scale']:.3f} gap {gap:.3f} % in {took:.1f} CPU s", flush=True)
    print(f"mean {sum(gaps) / max(1, len(gaps)):.3f} %")


main()
