"""Forecasts of statsforecast (Nixtla) for the same series and origins as `npm run bench -- demand`.

    python3 -m venv .tmp/peers && .tmp/peers/bin/pip install statsforecast
    npm run bench -- demand --peers .tmp/peers/bin/python

Reads a CSV of series (first column the part, then one column a month, empty = missing) and writes JSON: by model, by
origin, one number a series: expected units per month from that origin on. Months that nobody recorded are left out.
"""
import csv
import json
import sys

import numpy as np
from statsforecast import models as m

path, *origins = sys.argv[1:]
with open(path, newline="") as file:
    rows = list(csv.reader(file))[1:]
series = [[float(cell) if cell.strip() else np.nan for cell in row[1:]] for row in rows]

peers = {
    "HistoricAverage": m.HistoricAverage(),
    "SimpleExponentialSmoothing": m.SimpleExponentialSmoothing(alpha=0.1),
    "SESOptimized": m.SimpleExponentialSmoothingOptimized(),
    "CrostonClassic": m.CrostonClassic(),
    "CrostonOptimized": m.CrostonOptimized(),
    "CrostonSBA": m.CrostonSBA(),
    "TSB": m.TSB(alpha_d=0.1, alpha_p=0.1),
    "ADIDA": m.ADIDA(),
    "IMAPA": m.IMAPA(),
    "WindowAverage12": m.WindowAverage(window_size=12),
}


def expected(model, known):
    known = known[~np.isnan(known)]
    if len(known) < 2 or not known.any():
        return float(known.mean()) if len(known) else 0.0
    try:
        value = float(model.forecast(y=known, h=1)["mean"][0])
    except Exception:  # a model that refuses a short history forecasts its mean
        value = float(known.mean())
    return max(0.0, value) if np.isfinite(value) else float(known.mean())


out = {
    name: {origin: [expected(model, np.array(one[: int(origin)], dtype=float)) for one in series] for origin in origins}
    for name, model in peers.items()
}
json.dump(out, sys.stdout)
