"""scikit-learn's side of bench/forest.ts: takes one job a line on stdin, JSON, and answers in one line of JSON."""
import json
import sys
import time

import numpy
import sklearn
from sklearn.ensemble import RandomForestRegressor

loaded = {}


def read(path, columns):
    if path not in loaded:
        loaded.clear()
        cells = numpy.fromfile(path).reshape(-1, columns + 1)
        loaded[path] = numpy.ascontiguousarray(cells[:, :-1]), cells[:, -1].copy()
    return loaded[path]


def answer(job):
    x, y = read(job["path"], job["columns"])
    forest = RandomForestRegressor(job["trees"], random_state=job["seed"], n_jobs=1)
    begun = time.perf_counter()
    forest.fit(x, y)
    fitted = time.perf_counter() - begun
    if "asked" not in job:
        return {"ms": fitted * 1000}
    asked = numpy.fromfile(job["asked"]).reshape(-1, job["columns"])
    forest.predict(asked[:1000])
    begun = time.perf_counter()
    forest.predict(asked)
    return {"ms": (time.perf_counter() - begun) * 1000}


print(json.dumps({"python": sys.version.split()[0], "sklearn": sklearn.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
