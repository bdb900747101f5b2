"""How good are the predictions for students the model has never seen, and what do they rest on?"""
import csv
import json
from pathlib import Path

import joblib
import numpy as np
import yaml
from sklearn.dummy import DummyRegressor
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

params = yaml.safe_load(Path("params.yaml").read_text())["evaluate"]


def read(name):
    file = f"data/prepared/{name}.csv"
    table = np.loadtxt(file, delimiter=",", skiprows=1)
    with open(file) as lines:
        return table[:, :-1], table[:, -1], next(lines).strip().split(",")[:-1]


def scores(actual, predicted):
    return {
        "mae": mean_absolute_error(actual, predicted),
        "rmse": mean_squared_error(actual, predicted, squared=False),
        "r2": r2_score(actual, predicted),
    }


def importances(forest, x, y, columns):
    """Shuffles each feature, a category's columns together, and looks how much larger the error gets."""
    random = np.random.default_rng(0)
    error = mean_absolute_error(y, forest.predict(x))
    features = {}
    for index, column in enumerate(columns):
        features.setdefault(column.split("=")[0], []).append(index)
    for feature, group in features.items():
        worse = []
        for _ in range(params["repeats"]):
            shuffled = x.copy()
            shuffled[:, group] = x[random.permutation(len(x))][:, group]
            worse.append(mean_absolute_error(y, forest.predict(shuffled)) - error)
        yield feature, np.mean(worse), np.std(worse, ddof=1) / np.sqrt(len(worse))


def write(name, header, rows):
    Path("plots").mkdir(exist_ok=True)
    with open(f"plots/{name}.csv", "w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


forest = joblib.load("models/forest.joblib")
train_x, train_y, columns = read("train")
x, y, _ = read(params["split"])
predicted = forest.predict(x)
baseline = DummyRegressor().fit(train_x, train_y).predict(x)

metrics = {**scores(y, predicted), "baseline": scores(y, baseline), "rows": len(x), "split": params["split"]}
Path("metrics.json").write_text(json.dumps(metrics, indent=2))
write("predictions", ["actual", "predicted"], zip(y, predicted))
write("importance", ["feature", "importance", "standard_error"], importances(forest, x, y, columns))
print(f"Off by {metrics['mae']:.2f} grade points on average, judged on {len(x)} students")
