"""Work for `confined.py`: draws a stranger's picture anew, so that only its pixels survive.

The words are the form and the most bytes. Answers `ok kind width height` and the picture, or `no code`.
"""

from __future__ import annotations

import io
from contextlib import suppress

from PIL import (
    Image,
    ImageCms,
    ImageOps,
    MpoImagePlugin as _multi_picture,  # noqa: F401 - what phones write as .jpg; `prepare` does not meet it
)

MAX_SIDE = 4096
MAX_PIXELS = 64_000_000
JPEG_QUALITY = 88
_ORIENTATION = 0x0112


def prepare(words: list[str]) -> None:
    """Draws a picture of our own: Pillow imports its parts at first use, and once confined no file can be opened."""
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    own = io.BytesIO()
    Image.new("RGB", (2, 2)).save(own, words[0], exif=exif, icc_profile=profile)
    redraw(own.getvalue(), words[0], own.tell() * 10)


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


def answer(data: bytes, words: list[str]) -> bytes:
    drawn = redraw(data, words[0], int(words[1]))
    if isinstance(drawn, str):
        return f"no {drawn}\n".encode()
    kind, width, height, written = drawn
    return f"ok {kind} {width} {height}\n".encode() + written
