"""Learns to predict the average grade from everything else we know about a student."""
from pathlib import Path

import joblib
import numpy as np
import yaml
from sklearn.ensemble import RandomForestRegressor

params = yaml.safe_load(Path("params.yaml").read_text())["forest"]
table = np.loadtxt("data/prepared/train.csv", delimiter=",", skiprows=1)

forest = RandomForestRegressor(
    n_estimators=params["trees"],
    min_samples_leaf=params["minSamplesLeaf"],
    random_state=params["seed"],
)
forest.fit(table[:, :-1], table[:, -1])

Path("models").mkdir(exist_ok=True)
joblib.dump(forest, "models/forest.joblib")
print(f"Learned from {len(table)} students, {table.shape[1] - 1} columns each")
