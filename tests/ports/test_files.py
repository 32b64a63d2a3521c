"""Pictures from strangers are drawn anew, and what is kept lies encrypted."""

import base64
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from sluss.ports.files.keys import FileFailed, MasterKeys
from sluss.ports.files.pictures import BadPicture, clean, clean_stem
from sluss.ports.files.store import EncryptedStore, FileStore, open_store

pytestmark = pytest.mark.anyio

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
MARK = b"hemlig-plats"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **extra: object) -> bytes:
    """A picture whose left half is red and right half is blue (or grey tones), as a file."""
    image = Image.new(mode, size)
    shades: dict[str, tuple[str | float | tuple[float, ...], str | float | tuple[float, ...]]] = {
        "RGB": ("red", "blue"),
        "RGBA": ("red", (0, 0, 0, 0)),
        "L": (200, 40),
        "CMYK": ("red", "blue"),
    }
    for half, shade in enumerate(shades[mode]):
        image.paste(shade, (half * size[0] // 2, 0, (half + 1) * size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **extra)
    return out.getvalue()


def phone_picture(size: tuple[int, int] = (40, 20), form: str = "JPEG") -> bytes:
    """As a phone held upright writes it: orientation 6, where it was taken, a profile and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = MARK.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (56.0, 40.0, 30.0), 3: "E", 4: (12.0, 51.0, 0.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(form, size, exif=exif, icc_profile=profile, xmp=b"<x>" + MARK + b"</x>")


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose head names a size that its few bytes do not hold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def refusal(data: bytes, name: str, max_bytes: int = 1_000_000) -> str:
    with pytest.raises(BadPicture) as refused:
        await clean(data, name, max_bytes)
    return refused.value.code


@pytest.mark.parametrize(("form", "name"), [("JPEG", "arm.jpg"), ("PNG", "arm.png"), ("WEBP", "arm.webp")])
async def test_no_position_comment_or_profile_survives(form: str, name: str) -> None:
    before = phone_picture(form=form)
    assert MARK in before
    after = await clean(before, name)
    image = opened(after.data)
    assert MARK not in after.data
    assert not image.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


async def test_a_comment_in_a_jpeg_does_not_survive() -> None:
    before = picture(comment=MARK)
    assert MARK in before
    assert MARK not in (await clean(before, "arm.jpg")).data


async def test_a_picture_from_a_phone_held_upright_stands_upright() -> None:
    after = await clean(phone_picture((40, 20)), "arm.jpg")
    assert (after.width, after.height) == (20, 40) == opened(after.data).size
    top = opened(after.data).convert("RGB").getpixel((10, 5))
    assert isinstance(top, tuple)
    assert top[0] > 200  # Red lay to the left; a quarter turn clockwise puts it on top.
    assert top[2] < 60


async def test_a_twelve_megapixel_picture_from_a_cheap_phone_keeps_its_detail() -> None:
    after = await clean(phone_picture((4032, 3024)), "IMG_0001.JPG")
    assert (after.kind, after.width, after.height, after.name) == ("image/jpeg", 3024, 4032, "IMG_0001.jpg")


async def test_no_side_is_longer_than_4096_pixels() -> None:
    after = await clean(picture(size=(8200, 100)), "lang.jpg")
    assert (after.width, after.height) == (4096, 50)


async def test_a_file_with_two_pictures_as_phones_write_them_gives_the_first() -> None:
    second = Image.new("RGB", (40, 20), "green")
    before = picture("MPO", save_all=True, append_images=[second])
    colour = opened((await clean(before, "arm.jpg")).data).getpixel((5, 10))
    assert isinstance(colour, tuple)
    assert colour[0] > 200


@pytest.mark.parametrize(
    ("form", "mode", "name", "kind"),
    [
        ("JPEG", "L", "a.jpeg", "image/jpeg"),
        ("JPEG", "CMYK", "a.JPG", "image/jpeg"),
        ("PNG", "RGBA", "a.png", "image/png"),
        ("PNG", "L", "a.png", "image/png"),
        ("WEBP", "RGBA", "a.webp", "image/jpeg"),
    ],
)
async def test_every_ordinary_kind_of_picture_comes_in(form: str, mode: str, name: str, kind: str) -> None:
    after = await clean(picture(form, mode=mode), name)
    assert after.kind == kind
    assert opened(after.data).format == {"image/jpeg": "JPEG", "image/png": "PNG"}[kind]


async def test_what_was_see_through_is_white_when_written_as_jpeg() -> None:
    after = await clean(picture("WEBP", mode="RGBA"), "a.webp")
    assert opened(after.data).getpixel((35, 10)) == (255, 255, 255)


async def test_sixteen_bit_grey_keeps_its_tones() -> None:
    out = io.BytesIO()
    Image.new("I;16", (8, 8), 128 * 257).save(out, "PNG")
    assert opened((await clean(out.getvalue(), "rontgen.png")).data).getpixel((4, 4)) == 128


async def test_a_broken_colour_profile_does_not_cost_the_picture() -> None:
    assert (await clean(picture(icc_profile=b"not a profile"), "a.jpg")).width == 40


async def test_a_photograph_saved_as_png_is_written_as_jpeg_rather_than_grow() -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).convert("P").save(out, "PNG", compress_level=9)
    after = await clean(out.getvalue(), "a.png", max_bytes=len(out.getvalue()))
    assert len(after.data) <= len(out.getvalue())
    assert (after.kind, after.name) == ("image/jpeg", "a.jpg")


async def test_a_picture_over_the_limit_is_refused_and_one_at_it_is_not() -> None:
    data = picture()
    assert (await clean(data, "a.jpg", len(data))).width == 40
    assert await refusal(data, "a.jpg", len(data) - 1) == "too_large"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 50]
)
async def test_what_is_no_jpeg_png_or_webp_is_not_a_picture(data: bytes) -> None:
    assert await refusal(data, "a.jpg") == "not_a_picture"


@pytest.mark.parametrize("name", ["a.png", "a.jpg.exe", "a", ".", "jpg", ""])
async def test_a_file_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    assert await refusal(picture("JPEG"), name) == "wrong_ending"


async def test_a_small_file_that_unfolds_to_too_many_pixels_is_refused() -> None:
    assert await refusal(png_that_claims(8001, 8000), "a.png") == "too_many_pixels"
    assert await refusal(png_that_claims(60_000, 60_000), "a.png") == "too_many_pixels"


async def test_a_picture_cut_short_is_damaged() -> None:
    whole = picture(size=(400, 400))
    assert await refusal(whole[: len(whole) // 2], "a.jpg") == "damaged"
    assert await refusal(whole[:4], "a.jpg") == "damaged"
    assert await refusal(png_that_claims(500, 500), "a.png") == "damaged"


async def test_a_picture_after_a_damaged_one_is_cleaned_as_usual() -> None:
    assert await refusal(b"\xff\xd8\xff" + os.urandom(2000), "a.jpg") == "damaged"
    assert (await clean(picture(), "a.jpg")).height == 20


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("axel", "axel"),
        ("C:\\Bilder\\ho\u0308ger arm", "höger arm"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj\x00\r\n b", "a gpj b"),
        ('<b>"|?*', "b"),
        ("...", "bild"),
        ("", "bild"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_file_name_is_made_harmless(given: str, shown: str) -> None:
    assert clean_stem(given) == shown


def new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


KEYS = MasterKeys.parse(f"k1:{new_key()}")


@pytest.fixture(params=["local", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return open_store((tmp_path / "filer").as_uri() if request.param == "local" else "memory:///", KEYS)


async def failure(store: FileStore, key: str, wrapped: bytes) -> str:
    with pytest.raises(FileFailed) as failed:
        await store.get(key, wrapped)
    return failed.value.code


async def test_what_is_put_can_be_got(store: FileStore) -> None:
    data = os.urandom(6_000_000)
    wrapped = await store.put("bild/a1", data)
    assert await store.get("bild/a1", wrapped) == data


async def test_what_is_deleted_is_gone_and_deleting_twice_is_no_error(store: FileStore) -> None:
    wrapped = await store.put("a1", b"x")
    await store.delete("a1")
    await store.delete("a1")
    assert await failure(store, "a1", wrapped) == "missing"


async def test_a_key_is_written_once(store: FileStore) -> None:
    wrapped = await store.put("a1", b"first")
    with pytest.raises(FileFailed, match="exists"):
        await store.put("a1", b"second")
    assert await store.get("a1", wrapped) == b"first"


async def test_a_file_opens_neither_under_another_key_nor_after_a_change_of_its_wrapped_key(store: FileStore) -> None:
    first, second = await store.put("a1", b"one"), await store.put("a2", b"two")
    assert await failure(store, "a1", second) == "damaged"
    for position in (0, -1):
        broken = bytearray(first)
        broken[position] ^= 1
        assert await failure(store, "a1", bytes(broken)) == "damaged"
    assert await failure(store, "a1", b"") == "damaged"


@pytest.mark.parametrize("key", ["", "../a", "/a", "a//b", "a/", "A", "a b", "å", "a#1", "a" * 201])
async def test_a_key_that_could_leave_the_folder_is_refused(store: FileStore, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        await store.put(key, b"x")


async def test_nothing_readable_lies_in_the_folder_and_others_may_not_enter_it(tmp_path: Path) -> None:
    folder = tmp_path / "filer"
    store = open_store(folder.as_uri(), KEYS)
    wrapped = await store.put("a1", MARK)
    stored = (folder / "a1").read_bytes()
    assert MARK not in stored + wrapped
    assert folder.stat().st_mode & 0o077 == 0


async def test_a_file_exchanged_on_the_disk_is_damaged(tmp_path: Path) -> None:
    store = open_store(tmp_path.as_uri(), KEYS)
    wrapped = await store.put("a1", b"one")
    await store.put("a2", b"two")
    (tmp_path / "a1").write_bytes((tmp_path / "a2").read_bytes())
    assert await failure(store, "a1", wrapped) == "damaged"


async def test_an_old_master_key_opens_until_it_is_taken_away_and_a_rewrapped_file_needs_it_no_more(
    tmp_path: Path,
) -> None:
    old, new = f"k1:{new_key()}", f"k2:{new_key()}"
    wrapped = await open_store(tmp_path.as_uri(), MasterKeys.parse(old)).put("a1", b"x")
    both, alone = MasterKeys.parse(f"{new},{old}"), open_store(tmp_path.as_uri(), MasterKeys.parse(new))
    assert await open_store(tmp_path.as_uri(), both).get("a1", wrapped) == b"x"
    assert await failure(alone, "a1", wrapped) == "unknown_key"
    assert await alone.get("a1", both.rewrap("a1", wrapped)) == b"x"


async def test_a_folder_that_cannot_be_written_is_told_as_unavailable(tmp_path: Path) -> None:
    store = open_store((tmp_path / "filer").as_uri(), KEYS)
    (tmp_path / "filer").rmdir()
    (tmp_path / "filer").write_text("a file stands in the way")
    with pytest.raises(FileFailed, match="unavailable"):
        await store.put("a1", b"x")


@pytest.mark.parametrize("setting", ["", "k1", "k1:inte-bas64!", "k1:" + base64.b64encode(b"short").decode(), "K:x"])
def test_a_wrong_master_key_stops_the_start_without_being_repeated(setting: str) -> None:
    with pytest.raises(ValueError, match="master key 1") as refused:
        MasterKeys.parse(setting)
    assert setting.partition(":")[2] not in str(refused.value) or not setting.partition(":")[2]


def test_master_keys_are_not_shown() -> None:
    key = new_key()
    assert repr(base64.b64decode(key)) not in repr(MasterKeys.parse(f"k1:{key}"))


def test_s3_is_a_file_store_too_and_an_unknown_address_is_refused() -> None:
    assert isinstance(open_store("s3://hink/filer", KEYS), EncryptedStore)
    for url in ("ftp://x", "file://", "file://other/x", "s3://", "filer"):
        with pytest.raises(ValueError, match="address"):
            open_store(url, KEYS)
