"""From one table of students to three tables of numbers: to train, to validate, to test."""
import csv
from pathlib import Path

import numpy as np
import yaml
from sklearn.model_selection import train_test_split

params = yaml.safe_load(Path("params.yaml").read_text())["split"]

with open("data/raw/students.csv", newline="") as file:
    students = list(csv.DictReader(file))

grades = ["G1", "G2", "G3"]
target = np.array([[sum(float(student[grade]) for grade in grades) / 3] for student in students])

names, columns = [], []
for name in (name for name in students[0] if name not in grades):
    cells = [student[name] for student in students]
    try:
        columns.append(np.array(cells, dtype=float))
        names.append(name)
    except ValueError:
        for level in sorted(set(cells)):
            columns.append(np.array([cell == level for cell in cells], dtype=float))
            names.append(f"{name}={level}")

table = np.hstack([np.column_stack(columns), target])
rest, test = train_test_split(table, test_size=params["test"], random_state=params["seed"])
train, validation = train_test_split(rest, test_size=params["validation"], random_state=params["seed"])

Path("data/prepared").mkdir(parents=True, exist_ok=True)
for name, part in {"train": train, "validation": validation, "test": test}.items():
    header = ",".join([*names, "average_grade"])
    np.savetxt(f"data/prepared/{name}.csv", part, "%.17g", ",", header=header, comments="")

print(f"{len(students)} students, {len(names)} columns to predict from")
