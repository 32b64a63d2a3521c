"""Runs alone in a child process: draws a stranger's picture anew, so that only its pixels survive.

Started by `pictures.py` by its path, with the picture on stdin. It imports nothing of sluss: what a hostile picture
could take over has neither our code nor our settings. Writes `READY`, then `ok kind width height` and the
picture, or `no code`. An end without an answer means that the picture broke the decoder.
"""

from __future__ import annotations

import io
import os
import resource
import sys
from contextlib import suppress

from PIL import Image, ImageCms, ImageOps
from PIL import MpoImagePlugin as _multi_picture  # noqa: F401 - what phones write as .jpg; `rehearse` does not meet it

READY = b"ready\n"
MAX_SIDE = 4096
MAX_PIXELS = 64_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15
JPEG_QUALITY = 88
_ORIENTATION = 0x0112


def rehearse(form: str) -> None:
    """Draws a picture of our own: Pillow imports its parts at first use, and after `confine` no file can be opened."""
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    own = io.BytesIO()
    Image.new("RGB", (2, 2)).save(own, form, exif=exif, icc_profile=profile)
    redraw(own.getvalue(), form, own.tell() * 10)


def confine() -> None:
    """Gives up memory, time, processes, files and core dumps beyond what one picture needs."""
    limits = [
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ]
    if sys.platform != "darwin":  # macOS refuses to set it.
        limits.append((resource.RLIMIT_AS, MEMORY_BYTES))
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))
    # From here on errors tell of the picture; they are nobody's to read.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture in grey, RGB or RGBA, its colours as the camera meant them once the profile is gone.

    Phones write Display P3: read as sRGB without conversion, red skin would look paler than it is.
    """
    if image.mode.startswith(("I", "F")):  # 16-bit grey, which Pillow would cut off at 255.
        image = image.convert("F").point(lambda value: value / 257).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(OSError, ImageCms.PyCMSError):  # A broken profile says nothing; the pixels are still good.
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def pixels_alone(image: Image.Image) -> Image.Image:
    """A new picture with the same pixels: `info` (GPS, XMP, comments, profile) stays behind."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def encode(image: Image.Image, kind: str, most: int) -> tuple[str, bytes]:
    """(kind, bytes). A PNG that would grow beyond `most` bytes is a photograph, and is written as JPEG."""
    out = io.BytesIO()
    if kind == "image/png":
        image.save(out, "PNG", compress_level=4)
        if out.tell() <= most:
            return kind, out.getvalue()
        out = io.BytesIO()
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    image.save(out, "JPEG", quality=JPEG_QUALITY)
    return "image/jpeg", out.getvalue()


def redraw(data: bytes, form: str, most: int) -> tuple[str, int, int, bytes] | str:
    """(kind, width, height, bytes), or the code of the refusal. `form` is the only decoder allowed to look."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Pillow raises at twice this, before it takes memory.
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=[form])
    except Image.DecompressionBombError:
        return "too_many_pixels"
    if image.mode in ("1", "P"):  # Pillow makes these smaller by leaving pixels out.
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((MAX_SIDE, MAX_SIDE))  # Does nothing to a smaller one; a JPEG is decoded smaller at once.
    image.load()
    upright = ImageOps.exif_transpose(image)
    clean = pixels_alone(in_srgb(upright))
    kind, written = encode(clean, "image/png" if form == "PNG" else "image/jpeg", most)
    return kind, clean.width, clean.height, written


def main() -> None:
    form, most = sys.argv[1], int(sys.argv[2])
    rehearse(form)
    confine()
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    answer = redraw(sys.stdin.buffer.read(), form, most)
    if isinstance(answer, str):
        out.write(f"no {answer}\n".encode())
    else:
        kind, width, height, written = answer
        out.write(f"ok {kind} {width} {height}\n".encode() + written)
    out.flush()


if __name__ == "__main__":
    main()
