"""How long MediaPipe's own runtime takes for the job of `examples/bench/faces.rs`.

Protocol: the one at the head of that file; one CPU. Run as `python3 faces.py FRAMES SHOT`, with the
package mediapipe 0.10.21. Prints one line of JSON per result.
"""

import json
import os
import statistics
import sys
import time

os.environ["GLOG_minloglevel"] = "3"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {0})

import cv2
import mediapipe as mp
import numpy as np

ROUND = 30
NAME = f"MediaPipe {mp.__version__}"


def measured(name, runs, warm, prepare, job):
    times = []
    for run in range(warm + runs):
        prepared = prepare(run)
        start = time.perf_counter()
        found = job(prepared)
        times.append((time.perf_counter() - start) * 1000)
        assert found.multi_face_landmarks, "no face"
    times = times[warm:]
    print(json.dumps({
        "name": f"{NAME}, {name}",
        "median_ms": round(statistics.median(times), 2),
        "mean_ms": round(statistics.mean(times), 2),
        "min_ms": round(min(times), 2),
        "runs": runs,
    }), flush=True)


def decoded(data):
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def main():
    cv2.setNumThreads(1)
    frames = np.fromfile(sys.argv[1], np.uint8).reshape(ROUND, 480, 640, 3)
    shot = np.fromfile(sys.argv[2], np.uint8)
    mesh = mp.solutions.face_mesh.FaceMesh
    with mesh(max_num_faces=1) as tracking:
        measured("face mesh, tracking", 3 * ROUND, ROUND, lambda i: frames[i % ROUND].copy(), tracking.process)
    with mesh(max_num_faces=1, static_image_mode=True, refine_landmarks=True) as still:
        measured("face mesh with irises, of a file", 15, 2, lambda _: shot, lambda data: still.process(decoded(data)))


if __name__ == "__main__":
    main()
