"""How long other libraries take for the job of `examples/bench/photo.rs`.

Protocol: the one at the head of `examples/bench/photo.rs`. The job starts with the bytes of the
JPEG in memory and ends with the bytes of the portrait in memory; one CPU; two runs to warm up,
then the median and the minimum of 15 (of 5 for ImageMagick and vipsthumbnail, which are programs:
their times include their start and reading the file; the latter cannot level). libvips' cache of operations is off, or it would not work at all
after the first run.

Every peer may decode at a reduced size, as ours does. libvips appears twice: with the same two
steps as ours (a filtered scaling, then turning) and with one affine step, which is quicker and
aliases a little.

Run as `python3 peers.py FILE`, with the packages pyvips[binary], opencv-python-headless, numpy and
pillow.
What is not installed is left out. Prints one line of JSON per peer.
With `--keep FOLDER` the portraits are written there for a look.
"""

import io
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

os.environ["VIPS_CONCURRENCY"] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {0})

RUNS = 15
CENTRE = (612 + 900, 100 + 1200)
CROP_WIDTH = 1800
WIDTH, HEIGHT = 720, 960
ANGLE = math.radians(3)


def crop_to_portrait(shrink):
    """The matrix and offset from an upright picture reduced by `shrink` to the portrait."""
    scale = WIDTH / CROP_WIDTH * shrink
    cos, sin = scale * math.cos(ANGLE), scale * math.sin(ANGLE)
    cx, cy = CENTRE[0] / shrink, CENTRE[1] / shrink
    dx = WIDTH / 2 - (cos * cx + sin * cy)
    dy = HEIGHT / 2 - (-sin * cx + cos * cy)
    return (cos, sin, -sin, cos), (dx, dy)


def vips_turned(pyvips, image, shrink):
    matrix, (dx, dy) = crop_to_portrait(shrink)
    return image.affine(
        list(matrix), odx=dx, ody=dy, oarea=[0, 0, WIDTH, HEIGHT],
        interpolate=pyvips.Interpolate.new("bicubic"), extend="copy",
    )


def vips_saved(image):
    return image.jpegsave_buffer(Q=90, subsample_mode="on", keep="none")


def vips_affine(pyvips, data):
    image = pyvips.Image.jpegload_buffer(data, shrink=2).autorot()
    return vips_saved(vips_turned(pyvips, image, 2))


def vips_two_steps(pyvips, data):
    image = pyvips.Image.jpegload_buffer(data, shrink=2).autorot()
    scaled = image.resize(WIDTH / CROP_WIDTH * 2)
    return vips_saved(vips_turned(pyvips, scaled, CROP_WIDTH / WIDTH))


def opencv(cv2, np, data):
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_REDUCED_COLOR_2)
    (a, b, c, d), (dx, dy) = crop_to_portrait(2)
    # OpenCV counts from the middle of the first pixel, the others from its corner.
    dx, dy = dx + (a + b - 1) / 2, dy + (c + d - 1) / 2
    matrix = np.array([[a, b, dx], [c, d, dy]])
    turned = cv2.warpAffine(
        image, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def pillow(Image, data):
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (image.width // 2, image.height // 2))
    (a, b, c, d), (dx, dy) = crop_to_portrait(2)
    # Pillow asks where a pixel of the portrait comes from: the inverse, whose scale is the square.
    size = a * a + b * b
    back = (a / size, c / size, -(a * dx + c * dy) / size, b / size, d / size, -(b * dx + d * dy) / size)
    turned = image.transform((WIDTH, HEIGHT), Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
    portrait = io.BytesIO()
    turned.save(portrait, "JPEG", quality=90, subsampling="4:2:0")
    return portrait.getvalue()


def vipsthumbnail(program, path):
    return subprocess.run(
        [program, path, "--size", f"{WIDTH}x{HEIGHT}", "--smartcrop", "centre", "-o", ".jpg[Q=90,strip]",
         "--vips-concurrency=1"],
        check=True, capture_output=True,
    ).stdout


def imagemagick(program, path):
    scale = WIDTH / CROP_WIDTH * 2
    turn = f"{CENTRE[0] / 2},{CENTRE[1] / 2} {scale} -3 {WIDTH / 2},{HEIGHT / 2}"
    return subprocess.run(
        [program, "-limit", "thread", "1", "-define", "jpeg:size=2016x1512", path, "-auto-orient",
         "-define", f"distort:viewport={WIDTH}x{HEIGHT}+0+0", "-virtual-pixel", "edge",
         "-distort", "SRT", turn, "-strip", "-sampling-factor", "4:2:0", "-quality", "90", "jpg:-"],
        check=True, capture_output=True,
    ).stdout


def peers(path, data):
    """Yields a name, the number of runs and the job, for every library that is here."""
    try:
        import pyvips

        pyvips.cache_set_max(0)
        version = ".".join(str(pyvips.version(i)) for i in range(3))
        name = f"libvips {version}, shrink-on-load"
        yield f"{name}, scaled then turned", RUNS, lambda: vips_two_steps(pyvips, data)
        yield f"{name}, one affine", RUNS, lambda: vips_affine(pyvips, data)
    except ImportError:
        pass
    try:
        import cv2
        import numpy as np

        cv2.setNumThreads(1)
        yield f"OpenCV {cv2.__version__}, reduced decode", RUNS, lambda: opencv(cv2, np, data)
    except ImportError:
        pass
    try:
        from PIL import Image, __version__ as version

        yield f"Pillow {version}, draft half", RUNS, lambda: pillow(Image, data)
    except ImportError:
        pass
    program = shutil.which("vipsthumbnail")
    if program:
        yield "vipsthumbnail, not levelled, command line", 5, lambda: vipsthumbnail(program, path)
    program = shutil.which("magick") or shutil.which("convert")
    if program:
        yield "ImageMagick, command line", 5, lambda: imagemagick(program, path)


def measure(runs, job):
    job()
    portrait = job()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        portrait = job()
        times.append((time.perf_counter() - start) * 1000)
    return times, portrait


def main():
    path = sys.argv[1]
    keep = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else None
    data = pathlib.Path(path).read_bytes()
    for name, runs, job in peers(path, data):
        times, portrait = measure(runs, job)
        if keep:
            pathlib.Path(keep, name.split(",")[0].replace(" ", "-") + f"-{runs}-{len(portrait)}.jpg").write_bytes(portrait)
        print(json.dumps({
            "name": name,
            "median_ms": round(statistics.median(times), 1),
            "min_ms": round(min(times), 1),
            "runs": runs,
            "one_cpu": hasattr(os, "sched_setaffinity"),
            "bytes": len(portrait),
        }), flush=True)


if __name__ == "__main__":
    main()
